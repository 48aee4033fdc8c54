## Staff commands: what was meant, taking an action back, ready answers, search.

staff-meant = Did you mean: { $names }?
staff-digits-not-understood = Please write the number in ordinary digits, for example 1057.
staff-ask-command = There is no such command. Did you mean one of these?
staff-command-not-understood = Please choose below, or write another command.
command-meant = There is no such command. Did you mean: { $names }?
staff-puzzled = There is no such command. Choose below or see all commands: /help
button-queue = What waits
button-held = What I hold
