#!/bin/bash
# transcript.sh COMMANDS: what a terminal shows when somebody types the lines of the file at bash's
# prompt, one after the other: the prompt as it is then, the line, and what comes of it.
if [ "$(stty size)" = '0 0' ]; then stty cols 120; fi
PS1='$ '
while IFS= read -r -u 9 line; do
  eval "${PROMPT_COMMAND-}"
  printf '%s%s\n' "${PS1@P}" "$line"
  # Each line changes the shell for the next ones, as it does for whoever types it.
  eval "$line"
done 9<"$1"
