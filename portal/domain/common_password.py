"""What is tried first by whoever guesses: words, phrases and rows of keys.

Long passwords that turn up in published breaches are nearly always built from these: a word said
twice, two words and a year, a line of a song, a walk over the keyboard.
"""

_SAID = """
password passwort passphrase passcode secret letmein welcome changeme default administrator
admin root user guest test testing tester login signin account access master system server
computer internet google facebook youtube microsoft windows apple iphone samsung android
qwerty qwertz azerty asdfgh zxcvbn monkey dragon football baseball basketball soccer hockey
superman batman spiderman pokemon starwars naruto pikachu minecraft liverpool chelsea arsenal
manchester united barcelona realmadrid rangers celtic everton london england scotland britain
ireland america australia canada france germany paris berlin newyork
sunshine princess princesa butterfly flower flowers rainbow chocolate cookie banana orange
strawberry cheese coffee pepper ginger summer winter spring autumn january february march april
june july august september october november december monday tuesday wednesday thursday friday
saturday sunday iloveyou loveyou lovely lover forever family mother father brother sister
daughter baby babygirl babyboy angel angels heaven jesus christ jesuschrist godisgood blessed
freedom patriot trustno starlight shadow hunter ranger killer ninja matrix phoenix
tigger tiger charlie jordan michael michelle daniel jessica ashley jennifer thomas robert
william matthew joshua andrew anthony nicole hannah samantha elizabeth victoria alexander
george harry oliver sophie emily olivia amelia poppy bailey buster maggie molly max bella
money million dollar lucky player gamer gaming hello helloworld hellokitty whatever nothing
something anything everything health healthcare hospital doctor nurse patient clinic surgery
practice pharmacy medicine medical handover portal company business office work service
support secure security correct horse battery staple the quick brown fox jumps over lazy dog
twinkle little star humpty dumpty mary had lamb happy birthday merry christmas newyear
onceuponatime tobeornottobe thatisthequestion maytheforcebewithyou live long and prosper
openyoureyes opensesame abracadabra supercalifragilisticexpialidocious antidisestablishment
iamthebest iamlegend imissyou ihateyou fuckyou fuckoff bitch asshole love sex god this thisis
is my mypassword mynameis not your you yours our are a an i me we be to of in on it for with
new old good bad best one two three four five six seven eight nine ten zero abc abcd xyz
"""

WORDS = frozenset(_SAID.split())
"""Whole words that add nothing to a password."""

ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "1234567890",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p",
    "abcdefghijklmnopqrstuvwxyz", "0123456789", "a1b2c3d4e5f6g7h8i9j0",
    "aqzsedrftgyhujikolp", "q1w2e3r4t5y6u7i8o9p0",
)  # fmt: skip
"""Walks over the keyboard, the alphabet and the digits; each also counts backwards."""
