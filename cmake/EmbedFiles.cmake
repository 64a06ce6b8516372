# SPDX-License-Identifier: Apache-2.0
# embed_files(TARGET FUNCTION DIR): the files below DIR become part of the target, which gets a function
# std::span<const Asset> FUNCTION() of src/serve/assets.hpp. The assembler reads them (.incbin), so that a large file costs no
# compiling. Nothing where there is no DIR.
function(embed_files target function dir)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE "${dir}" "${dir}/*")
  list(SORT files)
  set(assembly "")
  set(symbols "")
  set(rows "")
  set(paths "")
  set(number 0)
  foreach(file IN LISTS files)
    set(name "${function}_${number}")
    string(APPEND assembly "    .global ${name}_begin\\n    .global ${name}_end\\n"
                           "${name}_begin:\\n    .incbin \\\"${dir}/${file}\\\"\\n${name}_end:\\n    .byte 0\\n")
    string(APPEND symbols "extern const char ${name}_begin[];\nextern const char ${name}_end[];\n")
    string(APPEND rows "      Asset{\"${file}\", std::string_view(${name}_begin, static_cast<std::size_t>(${name}_end - ${name}_begin))},\n")
    list(APPEND paths "${dir}/${file}")
    math(EXPR number "${number} + 1")
  endforeach()
  set(code "#include <array>\n\n#include \"serve/assets.hpp\"\n\n")
  if(number GREATER 0)
    string(APPEND code "__asm__(\"    .pushsection .rodata\\n${assembly}    .popsection\\n\");\n\nextern \"C\" {\n${symbols}}\n\n")
  endif()
  string(APPEND code "namespace detente {\n\nstd::span<const Asset> ${function}() {\n"
                     "  static const std::array<Asset, ${number}> all{\n${rows}  };\n  return all;\n}\n\n}  // namespace detente\n")
  set(source "${PROJECT_BINARY_DIR}/generated/${function}.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "${code}" @ONLY)
  set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${paths}" SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${target} PRIVATE "${source}")
endfunction()
