# SPDX-License-Identifier: Apache-2.0
# golden(NAME STATUS [detente] argument... [STDIN file] [FIRST argument...] [MAKES file...|-]) runs the program in tests/ with the cases of tests/cases
# and compares the exit status, stdout with NAME.stdout and stderr with NAME.stderr; a file that is not there stands for no
# output. DETENTE_UPDATE_GOLDEN=1 in the environment writes the two files instead: then read the diff.
#
# With MAKES it runs in a folder of its own that holds a copy of the cases and the template, and what the named files then hold
# is compared at the end of stdout; "MAKES -" is for a call that writes nothing worth looking at. FIRST is a call of the program that
# goes before, whose output nobody looks at. The folder's name is always the same in what is compared, as are the names of reject files,
# which depend on it; its length is the same in truth, so that tables are laid out alike.
function(golden name status)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "STDIN" "FIRST;MAKES")
  set(arguments ${arg_UNPARSED_ARGUMENTS})
  list(LENGTH arguments length)
  if(length GREATER 0)
    list(GET arguments 0 first)
    if(first STREQUAL "detente")
      list(POP_FRONT arguments)
    endif()
  endif()
  set(stdin /dev/null)
  if(arg_STDIN)
    set(stdin "${arg_STDIN}")
  endif()
  list(JOIN arg_MAKES "," makes)
  list(JOIN arg_FIRST " " first_call)
  add_test(NAME golden.${name}
           COMMAND bash golden/compare.sh ${name} ${status} "${stdin}" "${makes}" "${first_call}" "$<TARGET_FILE:detente>" ${arguments}
           WORKING_DIRECTORY "${here}")
  set_tests_properties(golden.${name} PROPERTIES ENVIRONMENT "${environment};NO_COLOR=1;COLUMNS=100" TIMEOUT 60)
endfunction()
