"""The marks of a draft, as patterns: what people leave in a text to come back to. Capitals count only in those of CAPITALS."""

_THING = (
    r"(?:(?:hyper)?links?|urls?|text|wording|details?|names?|titles?|headings?|dates?|numbers?|figures?|logos?|images?|pictures?|photos?|"
    r"captions?|summar(?:y|ies)|content|e-?mails?|address(?:es)?|contacts?|phone|telephone|diagrams?|flow ?charts?|screenshots?|quotes?|"
    r"references?|sources?)"
)
_LINKS = r"(?:hyper)?links?"
_SHOWN = r"(?:logo|image|picture|photo|diagram|link|title|heading|caption|flow ?chart|screenshot|video|map)"
_EDIT = r"(?:link|hyperlink|insert|amend|reword|re-word|embed|re-?format|format|replace|upload|supply)"
_CARE = r"(?:add|update|delete|remove|check|confirm|provide|complete|review|change|note)"
_PAGE = (
    r"(?:page|section|chapter|policy|procedure|document|guidance|protocol|part|information|text|link|form|list|content|paragraph|appendix)"
)
_SETTLED = r"(?:confirmed|advised|announced|inserted|finalised|finalized|supplied|drafted|populated|clarified)"
_WHICH = r"(?:in|the|a|an|your|our|local|area|council|organisation|agency|team|correct|relevant|full)"
_DONE = r"(?:added|agreed|decided|determined|completed|written|updated|provided|developed|arranged|appointed|named|published|approved)"
_CHANGED = r"(?:updated|reviewed|revised|rewritten|re-?drafted)"
_PLACE = r"(?:council|area|authority|partnership|organisation|agency|service|team|local \w+|post|chair|lead)"
_NEEDED = "".join(rf"(?<!\b{word} )" for word in ("need", "needs", "needed", "has", "have", "had", "wait", "waits", "ought"))
_WITH_WHOM = r"(?!\s+(?:by|in writing|at|with|to|as|that|whether)\b)"
_ENDS = r"(?=\s*(?:$|[.;:,)\]]))"
_ENDS_OR_SOON = r"(?=\s*(?:$|[.;:,)\]]|shortly\b|soon\b|later\b|in due\b))"

_MARKS = (
    r"\bT\.?\s?B\.?\s?[CADN]\b\.?",
    r"\b(?:to-?do|fixme)\b(?=\s*[:!(\[-]|\s*$|\s+(?:add|check|write|insert|link))",
    r"(?<![\w.])x{2,}(?![\w.]*@)\b|\b(?=\w*x{2})(?=\w*\d)[\dx]+\b|\b(?:19|20)\d?x{1,2}\b|£\s?x+\b",
    r"\?\s*\?+|\(\s*\?\s*\)|[_.]{4,}|…{2,}",
    r"\b0{5,}\b|\b0{3,5} 0{3,}\b|\b00/00/0000\b|\b01234 ?567 ?890\b|\b123 ?456 ?7890\b",
    r"\b(?:place-?holder|place holder)s?\b|\byour-\w+@example\.\w+",
)
"""Signs and letters that stand for something else."""

_FILLING = (
    r"\b(?:lorem|ipsum)\b(?:\W+\w+){0,2}",
    r"\b(?:dummy|filler|sample|boilerplate) (?:text|content|copy|image|page)\b",
    r"\b(?:joe|jo|fred|jane|john) bloggs\b|\b(?:john|jane) doe\b|\ba\.? ?n\.? other\b|\bfirst ?name (?:last ?name|surname)\b",
    r"\bany(?:town|shire|where council)\b|\bsome(?:town|whereshire)\b",
    r"\b(?:asdf\w*|qwerty\w*|blah(?: blah)*|foobar|foo bar)\b",
    r"\berror! [\w ]+ not (?:found|defined)\b|\b(?:bookmark|reference source) not (?:defined|found)\b|#REF!",
    r"<[a-z][^<>]{0,40}>|\{[a-z][\w -]{0,40}\}|«[^»]{1,40}»|%[a-z_]{3,}%",
)
"""What programs and templates put where words are missing."""

_GAPS = (
    rf"\b(?:insert|enter|type|paste|put)\s+(?:{_WHICH}\s+)*(?:{_THING}|here)\b(?:\s+(?:of\s+\w+|here))?",
    rf"\b(?:add|write|your|our)\s+(?:\w+\s+){{0,2}}{_THING}\s+here\b|^\W*(?:add|insert|enter|write) {_THING}\W*$",
    rf"\b(?:\w+\s+){{0,2}}(?:will|to|should|can)\s+go\s+here\b|\b(?:{_THING}|{_SHOWN})\s+(?:goes|go)\s+here\b|\bgoes here\b",
    rf"\b{_SHOWN}\s+here(?=[.)\]]?$)",
    r"\b(?:logo|image|picture|photo)?\s*alt[. -]\s?(?:text|tag)s?\b(?:\s+\w+){0,3}",
    r"\((?:insert[^)]*|link(?: to [^)]*)?|hyperlink[^)]*|name|date|logo|ref|url)\)",
    rf"\((?:name|title|details) of (?:the |your )?{_PLACE}[^)]*\)",
    rf"\byour {_PLACE}(?:['\u2019]s)? (?:name|logo|here)\b|^\W*your {_PLACE}\W*$",
    r"\b(?:areas?|localit(?:y|ies)|LAs?) to (?:insert|add|amend|adapt|populate)\b|\bto (?:insert|add) (?:their|your) own\b",
    r"\b(?:click|tap) (?:or tap )?here to (?:enter|add|edit)\b",
    r"\bdelete (?:as|if|where|when)\s+(?:appropriate|applicable|necessary|required|relevant|needed|not)\b|\*\s*delete\b",
    r"\b(?:strike|cross) (?:out|through) as (?:appropriate|applicable)\b",
)
"""Gaps for somebody to fill in, and how."""

_LATER = (
    rf"\b(?:{_THING}|more|guidance|information|reasons?)\s+(?:(?:is|are|will|still|yet)\s+)*to\s+follow\b{_ENDS_OR_SOON}",
    rf"\b(?:final|full|revised|updated|new) \w+\s+(?:(?:is|are|will|still|yet)\s+)*to\s+follow\b{_ENDS_OR_SOON}",
    r"\(to follow\)|\bto follow shortly\b|^to follow\b",
    r"\b(?:coming|available|published|added|updated) (?:very )?(?:soon|shortly)\b|\bmore to come\b|\bwatch this space\b",
    r"\bcheck back (?:later|soon)\b",
    r"\bunder (?:construction|development)\b|\bwork[- ]in[- ]progress\b|\b(?:is|are|currently|still) in development\b",
    r"^\W*in development\W*$",
    r"\bawaiting (?:confirmation|content|text|copy|wording|sign[- ]?off|input|details)\b",
    r"\bawaiting (?:final|new|updated|revised|further) (?:text|wording|version|content|copy|guidance)\b",
    rf"\b(?:{_PAGE}|wording) awaiting \w+|\bpending (?:confirmation|content|sign[- ]?off|input|details)\b",
    rf"{_NEEDED}\b(?:still |yet )?to be {_SETTLED}\b{_WITH_WHOM}",
    rf"\b(?:still|yet) to be (?:{_DONE}|{_SETTLED})\b|[(\[](?:details? )?to be {_DONE}[)\]]|^(?:\w+\s){{0,3}}to be {_DONE}[.]?$",
)
"""What is promised for another day."""

_NOTES = (
    rf"\bplease\s+{_EDIT}\b(?:\s+\w+){{0,3}}",
    rf"\bplease\s+{_CARE}\s+(?:\w+\s+){{0,3}}(?:{_THING}|here|wording|this (?:section|page|paragraph|part))\b",
    rf"[(\[][^()\[\]]*\bplease\s+{_CARE}\b[^()\[\]]*[)\]]",
    r"\b(?:delete|remove) (?:this|these) (?:text|note|section|paragraph|line|box|page|row|instructions?|words?|guidance)\b",
    r"\b(?:delete|remove|change|update|check) before (?:publishing|publication|going live|launch|release)\b",
    r"\bnot for (?:publication|circulation|release)\b",
    rf"\b(?:add|needs?|missing|broken|dead|update|fix|insert|check)\s+(?:a |the |this )?{_LINKS}\b(?=\s*(?:$|[.!?)\]:]|here\b|to\b))",
    rf"\b(?:{_THING}|citation|ref)\s+(?:is |are )?(?:still )?(?:needed|missing|awaited|pending)\b{_ENDS}",
    r"\bneeds? (?:updating|rewording|re-?writing|checking|proof-?reading|a reference|a citation|sign-?off)\b",
    r"\bneeds? to be (?:rewritten|reworded|proof-?read|linked|redrafted)\b",
    r"\bnotes? (?:to|for) (?:self|(?:the )?editors?|authors?|webmaster|web ?team|publishers?)\b",
    r"\bnotes? (?:to|for) (?:the )?(?:reviewers?|drafters?|designers?|typesetters?|developers?)\b",
    r"\b(?:editor['\u2019]?s?['\u2019]?|ed\.?|author['\u2019]?s?|drafting|drafter['\u2019]?s?) (?:notes?|comments?|query|queries)\b",
    r"(?:^|[(\[])\s*(?:editors?|authors?|admin|web ?team|webmaster|publisher|designer)\s*(?::|to\b|please\b)(?:\s+\w+){0,3}",
    r"(?:^|[(\[])\s*(?:query|comment)\s*(?:[:\u2013\u2014]|(?:to|for)\b)|(?:^|[(\[])\s*note to\s*:",
    r"(?<![\w.@/])@[a-z]\w+(?!\w*\.)",
    r"\b(?:can|could) (?:you|someone|somebody|we) (?:please )?(?:check|add|confirm|link|insert|update|reword|clarify|send)\b",
    r"\bis this (?:still )?(?:right|correct|up to date)\s*\?",
    r"\bcheck (?:this )?with (?:legal|comms|communications|the editor|the author)\b",
)
"""What one editor writes to another."""

_DRAFTS = (
    r"\bdraft (?:v(?:ersion)?\.? ?\d|\d|for (?:comment|consultation|discussion|approval|review)|only|text|wording|content)\b",
    r"\bdraft[:!]",
    r"\bv(?:ersion)? ?0\.\d+\b|\bversion [\d.]+,? draft\b",
    r"\b(?:this|it) is (?:\w+ )?(?:a|in) (?:\w+ )?draft\b|\bstill in draft\b|^\W*in draft\W*$",
    r"^\W*(?:\w+\s){0,3}(?:first|second|final|working|early|latest) draft\W*$",
    r"[(\[]\s*(?:\w+ )?drafts?\s*[)\]]|^\W*draft\W*$|^draft\s*[\u2013\u2014:-]|[\u2013\u2014-]\s*draft\W*$",
    rf"\b(?:currently|presently|at present|now) (?:under review|being {_CHANGED}|{_CHANGED})\b",
    rf"\b(?:this|the|our) (?:\w+ )?{_PAGE}\b[^.;]{{0,30}}\b(?:is|are) (?:\w+ )?(?:under review|being (?:{_CHANGED}|developed|written))\b",
    r"^\W*(?:under review|being (?:updated|reviewed))\W*$",
)
"""What says of itself that it is not finished."""

USUAL: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tb/t.b/t b/t. b/todo/to-do/fixme/xx/0x/1x/2x/£/?/__/../……/00/1234/holder/your-", _MARKS),
    ("lorem/ipsum/dummy/filler/sample/boilerpl/bloggs/ doe/other/name/any/some/asdf/qwerty/blah/foo/error!/defined/#ref/</{/«/%", _FILLING),
    ("insert/enter/type/paste/put/here/alt/(/your/add/write/delete/strike/cross", _GAPS),
    ("follow/soon/shortly/come/watch/check back/under /progress/development/await/pending/to be ", _LATER),
    ("please/delet/remove/chang/updat/check/not for/link/needed/missing/pending/await/need/note", _NOTES),
    ("editor/author/admin/web/publisher/designer/ed./ed /draft/query/comment/@/can /could /is this", _NOTES),
    ("draft/0./version/review/being/now /updated/revised", _DRAFTS),
)
"""Every pattern but those of CAPITALS, in groups; a text without any of a group's hints (in small letters) has none of it."""

CAPITALS: tuple[str, ...] = (
    r"\bDRAFTS?\b",
    r"\bXYZ\b|\bABC\b(?= (?:Council|School|Service|Team))",
    r"\b(?:TODO|FIXME|WIP|TK|TKTK)\b|\bXX+\b|\$[A-Z_]{3,}\b",
    r"\b(?:[Pp]age|[Ss]ection|[Aa]ppendix|[Pp]aragraph|[Cc]hapter|[Ff]igure|[Tt]able|[Aa]nnex) (?:\?|#|x\b|X\b(?=\s*(?:$|[.,;)])))",
)
"""Patterns that mean what they say only as they are written."""

ALONE = r"untitled(?: \w+)?|test(?:ing)? (?:page|text)|new (?:page|section|document|item)|foo|bar|\W+"
"""What stands alone in a field that nobody filled in."""
