## Who answers for what: routing, departments, substitutes, duty.

# -- routing ------------------------------------------------------------------------------
command-route = who works in which district: /route яма Саксаганський → Міські дороги
command-why = why a request came here: /why 1057
button-staff-why = Why here?
button-route-remove = Remove rule { $number }
remove-words = remove,delete,прибрати,видалити,скасувати
route-list = **Where requests go** (the others to the department of their topic)
route-none = There are no exceptions.
route-usage =
    Add: /route яма Саксаганський → Міські дороги
    Remove: /route remove and the number of the rule
route-everything = all topics
route-which-department = To which department? Write, for example: /route яма Саксаганський → Міські дороги. Known: { $known }
route-which-service = Which topic? Write its code or a part of its name, for example: /route яма Саксаганський → Міські дороги
route-which-of-services =
    Which topic exactly? Write the code of one of them:
    { $services }
route-set =
    Done: { $rule }
    New requests go to { $executor } at once. Those that were filed before stay where they are.
route-removed = The rule is gone: { $rule }
route-no-such = There is no rule { $number }. The numbers are in the list: /route
route-why-number = By the rules **№ { $number }** goes to: { $executor }.
route-why-service = So it is written for the topic “{ $topic }”.
route-why-command = Rule { $number } applies: { $rule }
route-why-file = A rule of the city applies: { $rule }
route-why-moved = The request is elsewhere now: { $executor }. Staff handed it over or returned it.
