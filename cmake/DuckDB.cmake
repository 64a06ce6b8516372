# SPDX-License-Identifier: Apache-2.0
# Defines DuckDB::DuckDB, and DUCKDB_ROOT, the folder of duckdb.h and libduckdb.so.
#
# Both files come out of npm packages whose SHA-256 is pinned here, once: they are kept in third/, which git ignores and
# "make clean" leaves alone. -DDUCKDB_ROOT=DIR takes them from DIR instead and fetches nothing.
set(duckdb_header "duckdb@1.4.4")
set(duckdb_header_sha256 5bb967dcbcd517670ba5f169f238fb9d6787e53752c60ebe24386169d76941ed)
set(duckdb_sha256_x64 59d0f150d84bbc413aa80b9b7ae45916e710c27d18d66722d4875a7b840415a5)
set(duckdb_sha256_arm64 7a3b62c524849af848b2d4e278bad56324e20f5e8b1d3fe3acd324ead28e1e0c)

if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$")
  set(duckdb_machine x64)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
  set(duckdb_machine arm64)
endif()

# Packs `spec`, compares the archive with `sha256`, and takes `member` out of it to `to`.
function(duckdb_take spec sha256 member to)
  set(work "${PROJECT_SOURCE_DIR}/third/.fetch")
  file(REMOVE_RECURSE "${work}")
  file(MAKE_DIRECTORY "${work}")
  message(STATUS "Fetching ${spec}")
  execute_process(COMMAND "${NPM_COMMAND}" pack --silent --ignore-scripts "${spec}" WORKING_DIRECTORY "${work}"
                  OUTPUT_VARIABLE archive OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "npm pack ${spec} failed (${status}). Without a network: put duckdb.h and libduckdb.so of "
                        "DuckDB 1.4.4 into a folder and configure with -DDUCKDB_ROOT=FOLDER.")
  endif()
  file(SHA256 "${work}/${archive}" got)
  if(NOT got STREQUAL sha256)
    message(FATAL_ERROR "${spec}: SHA-256 is ${got}, but ${sha256} is pinned.")
  endif()
  file(ARCHIVE_EXTRACT INPUT "${work}/${archive}" DESTINATION "${work}" PATTERNS "${member}")
  get_filename_component(folder "${to}" DIRECTORY)
  file(MAKE_DIRECTORY "${folder}")
  file(RENAME "${work}/${member}" "${to}")  # last, and whole: a broken run leaves nothing that looks finished
  file(REMOVE_RECURSE "${work}")
endfunction()

if(NOT DUCKDB_ROOT)
  if(NOT duckdb_machine)
    message(FATAL_ERROR "No DuckDB is pinned for ${CMAKE_SYSTEM_PROCESSOR}: configure with -DDUCKDB_ROOT=FOLDER.")
  endif()
  set(DUCKDB_ROOT "${PROJECT_SOURCE_DIR}/third/duckdb-1.4.4-r.3-${duckdb_machine}")
  file(LOCK "${PROJECT_SOURCE_DIR}/third/.lock" GUARD FILE TIMEOUT 600)  # two presets may be configured at once
  foreach(file IN ITEMS duckdb.h libduckdb.so)
    if(EXISTS "${DUCKDB_ROOT}/${file}")
      continue()
    endif()
    find_program(NPM_COMMAND npm REQUIRED)
    if(file STREQUAL "duckdb.h")
      duckdb_take("${duckdb_header}" ${duckdb_header_sha256} package/src/duckdb/src/include/duckdb.h "${DUCKDB_ROOT}/${file}")
    else()
      duckdb_take("@duckdb/node-bindings-linux-${duckdb_machine}@1.4.4-r.3" ${duckdb_sha256_${duckdb_machine}}
                  package/libduckdb.so "${DUCKDB_ROOT}/${file}")
    endif()
  endforeach()
  file(LOCK "${PROJECT_SOURCE_DIR}/third/.lock" RELEASE)
endif()
foreach(file IN ITEMS duckdb.h libduckdb.so)
  if(NOT EXISTS "${DUCKDB_ROOT}/${file}")
    message(FATAL_ERROR "DUCKDB_ROOT=${DUCKDB_ROOT}: there is no ${file}.")
  endif()
endforeach()

# Its header alone: the program loads libduckdb.so when a command first needs it, so that the others start at once.
add_library(DuckDB::DuckDB INTERFACE IMPORTED GLOBAL)
set_target_properties(DuckDB::DuckDB PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${DUCKDB_ROOT}")
