"""What an English bulletin says in short words beside its figures: the words that take none of them back, as data."""

from typing import Final

from zhaoshang._bulletins.figures.remarks import RemarkWords

_GRAMMAR: Final = """
    a an the of in for to by on as at with and or but while also too both all each every its their our
    this that these those it they them we which who is are was were be been being has have had do did
    than then so more most many much several some further again even still already well very up over
    across along through throughout within into from between among above ahead around during since under
    due thanks because there here same such another's own after now currently meanwhile
"""
_NOUNS: Final = """
    county counties city cities district districts town towns township townships province provinces
    region regions prefecture village area areas zone zones park parks delta coast government party
    committee mayor governor secretary leader leaders official officials department departments bureau
    bureaus team teams delegation delegations office offices staff investor investors company companies
    firm firms enterprise enterprises business businesses industry industries sector sectors project
    projects investment investments capital fund funds contract contracts signing signings ceremony
    ceremonies event events conference fair meeting exhibition expo centre center forum growth increase
    rise momentum progress pace trend trends start beginning quarter half year month months years time
    period situation outlook performance result results record high highs total number average size
    quality structure scale level efficiency efficiencies strength confidence environment service
    services support policy policies work works effort efforts construction production operation
    operations manufacturing equipment energy materials material food processing chemicals chemical
    textiles textile electronics electronic logistics machinery vehicle vehicles automotive
    pharmaceuticals medicine biomedicine health tourism agriculture farming trade finance software
    technology technologies hardware steel semiconductors batteries battery chips information digital
    economy economic market markets cluster clusters chain chains supply supplies job jobs employment
    talent land plant plants factory factories workshop workshops road roads building buildings facility
    facilities infrastructure foundation engine driver drivers role share lead part place places
    priority focus attention competitiveness innovation development upgrading upgrade expansion
    transformation cooperation partnership partners opportunity opportunities achievement achievements
    success advantage benefit benefits contribution impact effect process procedures highlights details
    summary bulletin briefing overview update indicators indicator report reports brief implementation
    attractiveness productivity output exports imports retail sales income incomes revenue taxes orders
    brand brands chain's value added centre's research laboratory laboratories university universities
    skills training housing schools hospitals parks' ports railway railways airport highway highways
    bridges water power grid electricity gas solar wind storage hydrogen aerospace biotech biotechnology
    robotics robots intelligence cloud computing data-centre e-commerce banking insurance culture sports
    education healthcare mining metals furniture toys footwear garments clothing shipbuilding rail
    automobile automobiles parts components appliances ceramics glass cement wood packaging printing
    fisheries forestry livestock tea fruit vegetables grain dairy beverages commissioning expertise
    delivery deliveries connections links ties relations exchanges visits trips tours seminar seminars
    expositions roadshow roadshows campaign campaigns boom surge wave milestone milestones step steps
    leap stage chapter page heart core hub hubs base bases corridor belt gateway window platform
    platforms mechanism mechanisms approach approaches measures measure reform reforms package packages
    incentives incentive permits permit licences licence formalities red tape paperwork time-saving
    one-stop phase phases stretch fronts front mood atmosphere climate sentiment side hands heads guests
    visitors entrepreneurs executives managers engineers experts scholars workers residents citizens
    community communities neighbourhood hometown home abroad world nation country continent asia europe
    africa germany japan korea singapore thailand hong kong macao america floor space square metre
    metres hectares kilometre site sites line lines capacity capacities shares half-year season spring
    summer autumn winter chairman director directors deputy vice premier minister commissioner bureau's
    task tasks responsibility responsibilities duty teamwork spirit attitude style reputation image
    visibility name fame recognition reach scope range variety mix portfolio balance stability
    resilience vitality vigour dynamism appetite demand interest enthusiasm turnout attendance response
    feedback praise applause credit gratitude
"""
_HOW: Final = """
    new strong stronger strongest steady stable good better great greater greatest fast faster fastest
    quick quicker higher highest large larger largest big bigger biggest long longer longest early
    earlier smooth smoothly rapid rapidly solid positive encouraging impressive remarkable notable
    outstanding excellent bright healthy vigorous robust active record-breaking all-time record-high
    first second third fourth fifth top leading main major key important significant foreign overseas
    domestic local national coastal industrial regional social public provincial municipal annual
    full-year quarterly yearly recent full whole entire modern advanced green emerging traditional
    strategic high-tech high-quality significantly greatly sharply quickly steadily strongly
    successfully largely mainly chiefly mostly primarily markedly considerably notably continuously
    constantly gradually together actively late on-schedule schedule vibrant dynamic resilient sound
    balanced sustained sustainable inclusive competitive attractive favourable favorable friendly
    transparent efficient effective convenient timely prompt speedy orderly tangible visible evident
    clear obvious pronounced broad broad-based widespread deep deeper wide wider full-scale large-scale
    medium-sized small well-known famous global international world-class first-class innovative
    intelligent smart clean low-carbon circular safe secure proud pleased delighted welcome warm lively
    busy crowded festive grand noticeably substantially vastly appreciably fully completely jointly
    closely widely warmly firmly soundly remarkably impressively consistently repeatedly upbeat
    optimistic cheerful enthusiastic keen eager dedicated devoted hardworking diligent careful detailed
    professional skilled qualified mature complete comprehensive systematic coordinated integrated
    unified coherent consistent regular frequent intensive extensive in-depth on-site online offline
    virtual two-way mutual joint shared common collective collaborative one two three four five six
    seven eight nine ten dozen hundred thousand next latest newest richest finest busiest brightest
    heaviest tallest deepest widest safest cleanest smartest greener cleaner smarter safer richer
    brighter tighter closer firmer sharper leaner
"""
_DOING: Final = """
    rose rising grew grow growing grown increased increasing improve improved improving improves
    continue continues continued continuing remain remains remained keep keeps kept keeping maintain
    maintained maintaining strengthen strengthened expand expanded expanding expands accelerate
    accelerated accelerating advance advancing develop developed developing upgraded optimised optimized
    attract attracts attracted attracting bring brings brought bringing create creates created creating
    provide provides provided providing lay lays laid laying inject injected add adds adding drives
    drove driven driving leads led play plays played playing shows showed showing shown reflect reflects
    reflected reflecting mark marks marked marking set sets setting break breaks broke breaking beat
    beats beating exceed exceeds exceeded exceeding surpass surpassed surpassing reached reaching meet
    meets met hit hitting achieve achieved achieving completed completing rank ranks ranked ranking
    placed placing came come coming stood took taking taken held hold hosted host attended attend
    witnessed witness signed started began begun begin opened broken ground cover covers covered
    covering span spans spanned spanning include includes included including concentrated located based
    go goes went going gone made make makes making help helps helped helping promote promoted promoting
    boost boosts boosted boosting supports supported serve served serving travelled traveled travel
    visit visited visiting received build built builds lies behind way underway shape running see saw
    seen ensure ensured done win won winning enjoy enjoyed gave given put becomes become became stepped
    sustain gather gathered gathering picked picking climb climbed climbing soar soared soaring jump
    jumped jumping surged surging double doubled doubling rebound rebounded rebounding outpace outpaced
    outpacing outperform outperformed outperforming outstrip outstripped lift lifted lifting raise
    raised raising enhance enhanced enhancing deepen deepened deepening broaden broadened broadening
    widen widened widening streamline streamlined streamlining simplify simplified speed sped speeding
    unveil unveiled unveiling launch launched launching inaugurate inaugurated open opens opening extend
    extended extending link linked linking connect connected connecting train trained hosting welcomed
    welcoming praised applaud applauded commend commended recognise recognised recognize recognized
    honour honoured celebrate celebrated invest invested investing settle settled settling choose chose
    chosen choosing trust trusted benefited benefiting gain gained gaining secured securing capture
    captured deliver delivered delivering unlock unlocked fuel fuelled fueled underpin underpinned
    anchor anchored powered spur spurred stimulate stimulated energise energised stay stays stayed move
    moves moved moving turn turned turning pay pays paid follow followed following join joined joining
    worked working cooperate cooperated coordinate perform performs performed performing fare fared
    inspect inspected inspecting offer offers offered offering belong belongs belonged fill fills
    filling filled enter enters entered entering arrive arrives arrived arriving locate locates locating
    relocate relocated settles favour favoured pour poured pouring flow flowed flowing flock flocked
    gathers sharing learn learned learning tour toured touring guide guided guiding assist assisted
    assisting solve solved solving equip equipped equipping furnish furnished supplied supplying
    connects integrate integrating clustered concentrate concentrates focuses focused focusing emphasise
    emphasised highlight highlighted prioritise prioritised shapes shaped shaping emerge emerges emerged
    flourish flourished flourishing thrive thrived thriving prosper prospered blossom blossomed boomed
    booming heat heated heating warmed warming brighten brightened firmed steadied stabilise stabilised
    cross crossed crossing topped topping head headed heading outshine outshone finish finished
    finishing starts starting commence commenced resume resumed resuming operate operates operated
    operating produce produces produced producing manufacture manufactured employ employs employed
    employing hire hired hiring recruit recruited recruiting
    land landed landing compete competed competing order
"""
_REACH: Final = r"(?:met|reached|hit|beaten|exceeded|surpassed|achieved|completed|fulfilled)"
_GOAL: Final = r"(?:annual|full-year|whole-year|yearly|year's|year|quarterly)"
_FRAMES: Final = (
    r"(?:far |well )?(?:meet(?:ing)?|met|reach(?:ed|ing)?|hit|beat(?:ing)?|exceed(?:ed|ing)?|surpass(?:ed|ing)?|above|ahead of|over"
    r"|complet(?:ed|ing)|fulfill?(?:ed|ing)?|achiev(?:ed|ing)?)"
    rf" (?:the |its |their |our )?(?:{_GOAL} )*(?:targets?|goals?|plan|schedule)"
    rf"|{_GOAL} (?:targets?|goals?|plan) (?:was|were|(?:has|have|had) been) (?:already )?{_REACH}(?: early| ahead of (?:time|schedule))?"
    r"|ahead of (?:plan|schedule|time)|on schedule"
    r"|(?:how|what|why) (?:was|were|is|are|did|do|has|have|helped|lies|made|comes|came)|what's next"
    r"|will (?:keep|continue|create|bring|provide|help|add|further|promote|support|boost|drive|inject|attract|improve)"
    r"|(?<!at )best|the best ever|(?<!for )show|takes? (?:shape|place|part)|far (?:above|ahead|more|better|beyond)"
    r"|slightly (?:above|ahead|up)|than any other \w+|so far|under (?:way|construction)|the appeal of|news (?:from|of)"
    r"|compared (?:with|to)|worth|valued at|artificial intelligence|as follows|in brief|at a glance|no time was lost|not all was easy"
)
"""Words that say nothing of themselves where others settle them."""
_BEFORE_WORDS: Final = r"[^A-Za-z\x17-\x1f]*"
_REFERS_TO_ALL: Final = (
    r"(?:all |the )*+(?:above|foregoing|preceding)"
    r"|(?:all |the )*+(?:figures?|numbers?|everything|all) above|notes?:"
)
_REFERS: Final = (
    r"this|that|these|those|it|they|such|both|all|each|none|neither"
    r"|the (?:figures?|numbers?|counts?|total|data)|notes?|everything"
)
_OWN: Final = (
    r"(?:the |a |an |our |most |many |several |some |new |local |county |city |foreign |overseas |key |large |major |\x1f| )*+"
    r"(?:county|city|district|town|province|government|leaders?|officials?|teams?|delegations?|investors?|compan(?:y|ies)|firms?"
    r"|enterprises?|industr(?:y|ies)|projects?|investments?|parks?|ceremony|growth|momentum|services?|work|construction"
    r"|manufacturing|environment|economy|signings?|sectors?|pace|quality|demand|trade|roads?|residents|exports)"
)
ENGLISH_WORDS: Final = frozenset(f"{_GRAMMAR}{_NOUNS}{_HOW}{_DOING}".split())
"""The words that take no figure back."""
_WORDS: Final = "|".join(sorted(ENGLISH_WORDS, key=lambda word: (-len(word), word)))
ENGLISH_REMARKS: Final = RemarkWords(
    known=rf"\b(?:{_FRAMES}|{_WORDS})\b(?!['’-]\w)|['’]s\b",
    refers=rf"{_BEFORE_WORDS}(?:{_REFERS})\b",
    closes=rf"{_BEFORE_WORDS}(?:[—–*]|--+|{_REFERS_TO_ALL})",
    owned=rf"{_BEFORE_WORDS}(?:{_OWN})\b",
    leads=r"\W*(?:although|though|despite|thanks|amid|in|at|on|by|from|since|with|for|during|of)\b",
    fares=r"(?!)",
    numbered=r"\W*(?:[\divx]{1,4}[.)]|[(][\divx]{1,4}[)])",
    turns=(
        r"[^A-Za-z\x17-\x1f]*(?:but|however|yet|although|though|in (?:fact|truth|reality)|actually|later"
        r"|since then|only|some|several|most|many|half"
        r"|(?:the )?(?:investors?|firms?|compan(?:y|ies)|partners?|signator(?:y|ies)|contracts?|agreements?|deals?|auditors?"
        r"|audit|statisticians?|inspectors?|clerks?|officials?|town|county|province)\b)"
    ),
    of_all=r"[^A-Za-z\x17-\x1f]*(?:all|both|each|none|neither|every one|most|half|some|many)\b(?: of (?:which|whom|them|these|those))?",
    told_of_all=rf"(?:\b(?:{_FRAMES}|{_WORDS})\b(?!['’-]\w)|['’]s\b|[^A-Za-z\x1e\x1f])*+",
    word=r"[A-Za-z][A-Za-z'’-]*|[\u4e00-\u9fff]",
    asks=r"\?\W*$",
    explains=r"\b(?:how|what|why|where)\b",
    parts=r"[;:()—–\n]|,(?!\d)| -+ |[.!?](?=\s|$)",
    whole=1,
    alone=9,
    with_subject=4,
    referring=16,
    turning=40,
    asked=16,
    clause=8,
    opening=4,
)
