# A second person agrees before many are told

button-second-person = Ask a colleague to agree
button-second-person-decline = Decline
second-person-nobody = There are { $total } receivers, so another member of staff with the same right has to agree, and there is none now.
second-person-asked = There are { $total } receivers, so somebody else has to agree. We have asked.
second-person-not-yourself = Somebody else has to agree.
