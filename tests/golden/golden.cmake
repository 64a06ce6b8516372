# SPDX-License-Identifier: Apache-2.0
# golden(NAME STATUS [detente] argument... [STDIN file] [MAKES file...|-]) runs the program in tests/ with the cases of tests/cases
# and compares the exit status, stdout with NAME.stdout and stderr with NAME.stderr; a file that is not there stands for no
# output. DETENTE_UPDATE_GOLDEN=1 in the environment writes the two files instead: then read the diff.
#
# With MAKES it runs in a folder of its own that holds a copy of the cases and the template, and what the named files then hold
# is compared at the end of stdout; "MAKES -" is for a call that writes nothing worth looking at.
function(golden name status)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "STDIN" "MAKES")
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
  add_test(NAME golden.${name}
           COMMAND bash golden/compare.sh ${name} ${status} "${stdin}" "${makes}" "$<TARGET_FILE:detente>" ${arguments}
           WORKING_DIRECTORY "${here}")
  set_tests_properties(golden.${name} PROPERTIES ENVIRONMENT "${environment};NO_COLOR=1;COLUMNS=100" TIMEOUT 60)
endfunction()
