# SPDX-License-Identifier: Apache-2.0
# The endemic-epidemic model of R's surveillance (hhh4), on counts that bench_counts wrote (columns s1, s2, ..., volume, weekend).
#
#   Rscript bench/hhh4.R values COUNTS   prints its log-likelihood of each stream at parameters drawn by a seed, and these
#   Rscript bench/hhh4.R value COUNTS    prints the seconds of one log-likelihood of all streams
#   Rscript bench/hhh4.R fit COUNTS      fits one rate of its own, one of all others together, a base and a dispersion for each
#                                        stream; prints the seconds and, as a table, its log-likelihoods at the estimate
#
# What both models can express: one lag, effects that are not negative, a base with covariates, the volume as offset (for the
# lagged counts too), and no bend of the mean near 0.
suppressMessages(library(surveillance))
arguments <- commandArgs(trailingOnly = TRUE)
data <- read.csv(arguments[2], comment.char = "#")
all_streams <- ncol(data) - 2

# The control of hhh4 for the first `streams` streams; `reaction[i, j]`: what one event of j brings about of i.
control_of <- function(streams, reaction, volume, family) {
  v <- if (volume) data$volume else rep(1, nrow(data))
  ratio <- c(1, v[-1] / v[-length(v)])
  weights <- t(reaction)
  diag(weights) <- 0
  whole <- function(x) matrix(x, nrow(data), streams)
  list(ar = list(f = ~ -1 + fe(1, unitSpecific = TRUE), offset = whole(ratio)),
       ne = list(f = ~ -1 + fe(1, unitSpecific = TRUE), weights = weights, offset = whole(ratio)),
       end = list(f = ~ -1 + fe(1, unitSpecific = TRUE) + fe(weekend, unitSpecific = TRUE), offset = whole(v)),
       family = family, data = list(weekend = data$weekend))
}

series_of <- function(streams, weights = matrix(1, streams, streams)) {
  sts(as.matrix(data[, seq_len(streams)]), start = c(2001, 1), frequency = 365, neighbourhood = weights)
}

# hhh4 has no exported function for the value at given parameters; these two are what it maximises.
model_of <- function(streams, control) {
  control$subset <- 2:nrow(data)
  full <- surveillance:::setControl(control, series_of(streams))
  surveillance:::interpretControl(full, series_of(streams))
}
value_of <- function(theta, model) surveillance:::penLogLik(theta, NULL, model, attributes = TRUE)

# Seeded parameters: a base and the weekend's part in it as logarithms, a reaction matrix, dispersions (0: Poisson).
drawn <- function(streams, poisson) {
  list(base = runif(streams, -1, 1), weekend = runif(streams, -0.5, 0.5),
       reaction = matrix(runif(streams^2, 0.01, 0.8 / streams), streams, streams),
       dispersion = if (poisson) rep(0, streams) else exp(runif(streams, -4, 1)))
}
theta_of <- function(p) {
  c(log(diag(p$reaction)), rep(0, length(p$base)), p$base, p$weekend, if (p$dispersion[1] > 0) -log(p$dispersion))
}

cells <- function(...) cat(paste(sprintf("%.17g", c(...)), collapse = ","), "\n", sep = "")
print_rows <- function(streams, p, volume, values) {
  for (i in seq_len(streams)) {
    cells(volume, streams, i, p$base[i], p$weekend[i], p$reaction[i, ], rep(0, all_streams - streams), p$dispersion[i], values[i])
  }
}
header <- function() {
  cat("# surveillance ", format(packageVersion("surveillance")), ", ", R.version$version.string, "\n", sep = "")
  cat("volume,streams,stream,base,weekend,", paste0("a", seq_len(all_streams), ",", collapse = ""),
      "dispersion,log_likelihood\n", sep = "")
}
# Seconds of processor time.
seconds <- function(work) sum(system.time(work)[1:2])
# Of one call: the median of five rounds, each of which takes two tenths of a second or more.
seconds_of <- function(f) {
  many <- 8
  while (seconds(for (i in seq_len(many)) f()) < 0.2) many <- 2 * many
  median(replicate(5, seconds(for (i in seq_len(many)) f()) / many))
}

set.seed(1)
if (arguments[1] == "values") {
  header()
  for (volume in c(FALSE, TRUE)) for (streams in unique(c(2, all_streams))) for (poisson in c(TRUE, FALSE)) for (point in 1:3) {
    p <- drawn(streams, poisson)
    control <- control_of(streams, p$reaction, volume, if (poisson) "Poisson" else "NegBinM")
    print_rows(streams, p, volume, attr(value_of(theta_of(p), model_of(streams, control)), "loglik"))
  }
} else if (arguments[1] == "value") {
  p <- drawn(all_streams, FALSE)
  model <- model_of(all_streams, control_of(all_streams, p$reaction, TRUE, "NegBinM"))
  theta <- theta_of(p)
  cat(seconds_of(function() value_of(theta, model)), "\n")
} else {
  control <- control_of(all_streams, matrix(1, all_streams, all_streams), TRUE, "NegBinM")
  # Its own bound on steps is 100 and its own tolerance 1e-5.
  took <- seconds(fit <- hhh4(series_of(all_streams), control))
  if (!fit$convergence) stop("hhh4 did not converge")
  theta <- coef(fit, reparamPsi = FALSE)
  estimate <- matrix(theta, all_streams)  # columns: own, others, base, weekend, -log(dispersion)
  p <- list(base = estimate[, 3], weekend = estimate[, 4], dispersion = exp(-estimate[, 5]),
            reaction = matrix(exp(estimate[, 2]), all_streams, all_streams))
  diag(p$reaction) <- exp(estimate[, 1])
  cat("# seconds ", took, "\n", sep = "")
  header()
  model <- model_of(all_streams, control)
  print_rows(all_streams, p, TRUE, attr(value_of(theta, model), "loglik"))
}
