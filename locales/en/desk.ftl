## Staff commands: what was meant, taking an action back, ready answers, search.

staff-meant = Did you mean: { $names }?
staff-digits-not-understood = Please write the number in ordinary digits, for example 1057.
staff-ask-command = There is no such command. Did you mean one of these?
staff-command-not-understood = Please choose below, or write another command.
command-meant = There is no such command. Did you mean: { $names }?
staff-puzzled = There is no such command. Choose below or see all commands: /help
button-queue = What waits
button-held = What I hold

# -- taking an action back ------------------------------------------------------------------
command-undo = take back the last action (10 seconds)
button-staff-undo = Undo
history-undo = action taken back
undone = № { $number }: taken back, the resident will not hear of it. The request is “{ $status }” again.
undo-nothing = There is no action that can be taken back now.
undo-changed-since = № { $number }: the request was changed after your action, so it cannot be taken back. See the card: /show { $number }
undo-late-finish = № { $number }: too late, the resident has the report. Explain it: /reply { $number } … If they answer “No”, the request goes back to work.
undo-late-reject = № { $number }: too late, the resident has the refusal. Write to them: /reply { $number } … They may object, and the request is looked at again.
undo-late-redirect = № { $number }: too late, the resident knows whom to turn to. Write to them: /reply { $number } … They may object, and the request is looked at again.
undo-late-merge = No. { $number }: too late, people know that they are merged. If the troubles differ, tell the resident: /reply { $number } … They can file a new request.
undo-late-plan = № { $number }: too late, the resident knows of the new date. Back to work: /take { $number }

# -- ready answers --------------------------------------------------------------------------
command-templates = ready answers by command and topic
templates-title = **Ready answers**
templates-none = There are no ready answers yet.
templates-usage =
    To add: /templates done lighting: The lamps were replaced, { $field }.
    First the command (reply, ask, done, reject, plan, return, deadline), then a topic if you like, a colon and the text.
    To see one: /templates 3. To change it: /templates 3 new text.
    Fields that are filled by themselves: { $fields }
templates-one =
    **Ready answer { $number }**
    { $occasion } · { $topic }
    { $words }
templates-saved =
    Saved: **ready answer { $number }**
    { $occasion } · { $topic }
    { $words }
templates-any-topic = every topic
templates-unknown = There is no ready answer { $number }. The list: /templates
templates-dropped = Ready answer { $number } is gone.
templates-too-long = Too long: up to { $most } characters.
templates-field-unknown = There are no such fields: { $names }. There are: { $fields }
templates-topic-unknown = No topic “{ $words }” was found. Similar: { $near }
template-proposed =
    Send it so?

    “{ $words }”

    Or write your own text.
button-template-send = Send it so
button-template-drop = Remove
template-words-reply = answer,write
template-words-ask = question
template-words-done = finished,ready
template-words-reject = refusal,refused
template-words-plan = planned
template-words-return = not ours
template-words-deadline = date
