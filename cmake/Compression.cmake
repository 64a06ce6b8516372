# SPDX-License-Identifier: Apache-2.0
# Defines detente_compression: zlib, libdeflate and zstd, which only src/events uses (and tests, to make archives).
find_package(ZLIB REQUIRED)
find_path(LIBDEFLATE_INCLUDE_DIR libdeflate.h REQUIRED)
find_library(LIBDEFLATE_LIBRARY deflate REQUIRED)
find_path(ZSTD_INCLUDE_DIR zstd.h REQUIRED)
find_library(ZSTD_LIBRARY zstd REQUIRED)
add_library(detente_compression INTERFACE)
target_include_directories(detente_compression SYSTEM INTERFACE "${LIBDEFLATE_INCLUDE_DIR}" "${ZSTD_INCLUDE_DIR}")
target_link_libraries(detente_compression INTERFACE ZLIB::ZLIB "${LIBDEFLATE_LIBRARY}" "${ZSTD_LIBRARY}")
