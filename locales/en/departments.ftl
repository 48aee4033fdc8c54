## Departments: the list, a new one, another name, the code of the legal entity, closing.

command-department = departments: add, rename, code of the legal entity, close
department-list = **Departments**
department-people =
    { $count ->
        [one] { $count } member
       *[other] { $count } members
    }
department-edrpou = code { $code }
department-is-closed = closed
department-usage =
    /department add Зелентрест
    /department rename Благоустрій → Зелентрест
    /department code Благоустрій 12345678
    /department close Благоустрій (open: the same way)
department-add-words = add,new,додати
department-rename-words = rename,name,назвати
department-code-words = code,edrpou,код
department-close-words = close,закрити
department-open-words = open,reopen,відкрити
department-added = The department “{ $name }” is there. Next: /route for its topics, /invite executor { $name } for its people.
department-renamed = “{ $old }” is “{ $name }” now. Its old name finds it too.
department-bad-name = A name of up to { $most } letters is needed. For example: /department rename Благоустрій → Зелентрест
department-name-taken = There is a department “{ $name }” already.
department-bad-edrpou = The code of a legal entity has eight digits. For example: /department code Благоустрій 12345678
department-edrpou-set = “{ $name }”: code { $code }. Open data will have it.
department-still-needed =
    “{ $name }” is still needed: open requests { $requests }, people { $people }, topics { $topics }.
    First hand over the requests (/assign), the people (/staff) and the topics (/route), then close it.
department-closed = “{ $name }” is closed. Old requests keep its name.
department-opened = “{ $name }” works again.
department-which = Which department? There are: { $known }
