"""What leaves about many people at once: each of them weighed by themself, by the rules of what leaves at all.

lists_open(actor)                    the lists that the regulation lets this person give; none where it has none
weigh_list(actor, asked)             who would stand on it, and why the others stay off
prepare_list(actor, asked, said)     a disclosure per person, made ready together
give_list(actor, list_id)            they go, each that still may; fetched once, as one file
    send_to_several(actor, new)          a message rendered for each of some clients, sent to each alone
"""
