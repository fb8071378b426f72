#!/usr/bin/python3
"""press-tab.py SHELL COMPLETIONS LINE...: types each LINE and the tabulator key into a real shell.

SHELL is bash, zsh or fish, and COMPLETIONS the folder that has our completions as `desktop` has
them. For each line there is what the shell then has on its line, as `LINE<...>`, after the
candidates that it lists when there are several.
"""

import os
import pty
import re
import select
import signal
import sys
import tempfile
import time

shell, completions, *lines = sys.argv[1:]

SETUP = {
    "bash": r"""
bind 'set show-all-if-ambiguous on'
bind 'set completion-query-items 0'
bind 'set page-completions off'
bind 'set enable-bracketed-paste off'
bind 'set bell-style none'
for file in "$COMPLETIONS"/bash-completion/completions/*; do . "$file"; done
dump() { printf 'LINE<%s>\n' "$READLINE_LINE"; READLINE_LINE=; READLINE_POINT=0; }
bind -x '"\C-xd": dump'
PS1=; echo rea''dy
""",
    "zsh": r"""
PS1= RPS1=; unsetopt zle_bracketed_paste beep list_beep always_last_prompt 2>/dev/null
unset zle_bracketed_paste; LISTMAX=10000
fpath=("$COMPLETIONS/zsh/site-functions" $fpath)
autoload -Uz compinit; compinit -u -D
dump() { zle -I; print -r -- "LINE<$BUFFER>"; BUFFER= }
zle -N dump; bindkey -e; bindkey '^Xd' dump; bindkey '^I' complete-word
echo rea''dy
""",
    # As vendor_completions.d is found beside fish's own.
    "fish": r"""
set fish_greeting; set fish_autosuggestion_enabled 0
set fish_complete_path $COMPLETIONS/fish/vendor_completions.d $fish_complete_path
function fish_prompt; end
# Its pager draws only when no key waits: it says its list by itself.
function dump; echo; complete -C; printf 'LINE<%s>\n' (commandline); commandline ''; end
bind \cxd dump
echo rea''dy
""",
}
words = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"],
         "fish": ["fish", "--no-config", "-i"]}[shell]

pid, terminal = pty.fork()
if pid == 0:
    os.environ.update(COMPLETIONS=completions, TERM="dumb", COLUMNS="160", LINES="50")
    os.execvp(words[0], words)

heard = ""


def until(pattern):
    """Reads on until the pattern has come, and gives all that was read."""
    global heard
    deadline = time.monotonic() + 30
    while not re.search(pattern, heard):
        if time.monotonic() > deadline or not select.select([terminal], [], [], 30)[0]:
            sys.exit("%s did not answer: %r" % (shell, heard))
        try:
            heard += os.read(terminal, 65536).decode(errors="replace")
        except OSError:
            sys.exit("%s ended: %r" % (shell, heard))
    text, heard = heard, ""
    return text


with tempfile.NamedTemporaryFile("w", suffix=".sh") as setup:
    setup.write(SETUP[shell])
    setup.flush()
    os.write(terminal, (". %s\n" % setup.name).encode())
    until("ready\r?\n")
for line in lines:
    os.write(terminal, line.encode() + b"\t\x18d")
    text = until(r"LINE<[^\r\n]*>\r?\n").replace("\r", "").replace("\0", "")
    # The colours and movements that lists are drawn with.
    print(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text), end="")
os.kill(pid, signal.SIGKILL)
