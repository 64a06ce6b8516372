# SPDX-License-Identifier: Apache-2.0
# What R's survival package says of tests/data/outlook/survival_spells.csv, as CSV:
#
#   Rscript bench/survival.R curves SPELLS     by group (0: both) and cause (0: survival, all causes together): Kaplan and Meier, and
#                                              the cumulative incidences of Aalen and Johansen, with 90 % intervals
#   Rscript bench/survival.R log-rank SPELLS
#
# The package's log-log interval of an incidence is that of log(-log(incidence)); ours is that of the rest, log(-log(1 - incidence)),
# which with one cause is the survival curve's. So the package's own function is asked for the interval of the rest.
suppressMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
spells <- read.csv(arguments[2], comment.char = "#")
level <- 0.9
cells <- function(...) cat(paste(sprintf("%.17g", c(...)), collapse = ","), "\n", sep = "")
cat("# survival ", format(packageVersion("survival")), ", ", R.version$version.string, "\n", sep = "")
cat("# Rscript bench/survival.R ", arguments[1], " tests/data/outlook/survival_spells.csv\n", sep = "")

if (arguments[1] == "curves") {
  cat("group,cause,time,at_risk,share,error,low,high\n")
  for (group in 0:2) {
    own <- if (group == 0) spells else spells[spells$group == group, ]
    curve <- survfit(Surv(time, cause > 0) ~ 1, data = own, conf.type = "log-log", conf.int = level)
    for (i in which(curve$n.event > 0)) {
      cells(group, 0, curve$time[i], curve$n.risk[i], curve$surv[i], curve$surv[i] * curve$std.err[i], curve$lower[i], curve$upper[i])
    }
    own$end <- factor(own$cause, 0:2)
    states <- survfit(Surv(time, end) ~ 1, data = own, conf.type = "log-log", conf.int = level)
    for (cause in 1:2) for (i in seq_along(states$time)) {
      share <- states$pstate[i, cause + 1]
      if (share == 0) next
      error <- states$std.err[i, cause + 1]
      rest <- survival:::survfit_confint(1 - share, error / (1 - share), conf.type = "log-log", conf.int = level)
      cells(group, cause, states$time[i], sum(own$time >= states$time[i]), share, error, 1 - rest$upper, 1 - rest$lower)
    }
  }
} else {
  cat("ends,expected,chi_square,p\n")
  test <- survdiff(Surv(time, cause > 0) ~ group, data = spells)
  cells(test$obs[1], test$exp[1], test$chisq, pchisq(test$chisq, 1, lower.tail = FALSE))
}
