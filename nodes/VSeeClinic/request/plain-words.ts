/**
 * The words that may be quoted from an answer of the clinic: those of refusals, of the API and of the field. Whoever
 * is called by any other word, and whatever they have, is not quoted.
 */

/** Words that hold a sentence together. */
const JOINING =
	'a able about above after again ago all along also among an and another any anyone anything are as at away be because been before begin ' +
	'begins being below best between both but by can case cases close could day days did do does doing done down due during each early either ' +
	'else elsewhere end ends enough every everything except far few field first for form from full further get gets gives go goes good got ' +
	'greater had has have having here hour hours how however if in instead into is it its just kept larger last late later least left less like ' +
	'long longer look looks made make makes many may meanwhile might mind minute minutes month months more most much must need needs never new ' +
	'next no nobody none nope nor not nothing now nowhere of off often old on once one ones only oops open or other others our out over own page ' +
	'pages part past per please put rather right same say says second seconds see seem seems set several shall short should since smaller so ' +
	'some somebody someone something soon sorry still such take takes than that the their them then there these they thing this those three ' +
	'through thus till time to today together tomorrow too top towards tries try two under unless until up upon us use very via want wants was ' +
	'way we week weeks well were what when where whether which while who whole whose why will with within without would year years yesterday yet ' +
	'you your zero';

/** Words that say something, in any case, and with the usual endings. None that is a usual name, a profession or an illness. */
const TELLING =
	'abort accept access account action activate active actual add additional adjust admin administrator agree allow already alter amount ' +
	'android answer api app apple application apply appointment approve archive archived argument array asc ascending ask assign assignment ' +
	'assume attach attachment attempt attribute audience authenticate authentication authorization authorize automatic availability available ' +
	'await bad balance banned base basic batch bearer begun belong billing blank block blocked body book bookable booked boolean boom boundary ' +
	'break broken browser buffer bug busy button byte cache calendar call cancel canceled cancellation cancelled cannot capacity capture card ' +
	'category certificate change channel character charge charged check child choice choose chosen claim clear client clinic clinical clock ' +
	'closed closing code collision column comma command comment complete completed concurrent condition configuration configure confirm ' +
	'confirmation confirmed conflict connect connection consent constraint consult consultation contact contain content context continue ' +
	'contract convert cookie correct corrupt count coupon crash create created creation credential currency current currently custom customer ' +
	'damaged data database date dd deactivated deadlock debug decimal decline declined default define delay delete deleted deliver delivery demo ' +
	'deny department deprecated desc descending describe description detail device differ different digit disable disabled disconnect display ' +
	'dns dob document domain dot double download draft duplicate duration edit effect eligible email empty enable encode encoding encounter ' +
	'encrypted endpoint ensure enter entity entry enum environment equal error escape event exact exactly example exceed exceeded exception ' +
	'exclude exclusive execute execution exhausted exist existing expect expiration expire expired export external fail failed failure false ' +
	'family fatal fault feature fetch fictional fields file fill filter find finish finished fixed flag folder forbid forbidden force foreign ' +
	'formal format forms forward found fraction free freeze frequency function future gateway general generate given global gone granted group ' +
	'guarantor guest handle happen header hidden hint history hold holiday host html http https id idempotency idempotent identical identifier ' +
	'identity ignore illegal image immutable import inactive inbox include incoming incomplete inconsistent incorrect indefinite index ' +
	'individual info information inherit initial input insert inside insufficient insurance insurer intake integer integration intended ' +
	'interface internal interval invalid invite invoice invoke ios ip issue item join jpeg json jwt keep key kind know known label language ' +
	'large latest leading leave length letter level license limit link list live load local locale location lock locked log login logout lookup ' +
	'lost mail mailbox maintenance malformed malicious management manager mandatory manual match matching max maximum measure media medium ' +
	'meeting member membership merge message metadata method migration mime min minimum mismatch miss missing mistake mm mobile mode model ' +
	'moderator modified modify module moment monitor move multipart multiple mysql name namespace native network nonexistent normal note notice ' +
	'notification notify null nullable number numeric oauth object occupied occur offer office offline offset omit online opening operation ' +
	'operator option optional order organization origin original outdated outside overflow overlap override owner pack package paid parallel ' +
	'parameter parent parse parser partial participant party password patch path patient patients pattern pause pay payload payment pdf pending ' +
	'perform period permanent permission permit permitted phone picture pin place plain plan png point policy pool portal position possible post ' +
	'postgres practice precondition prefix present prevent previous primary print priority privacy private privilege problem proceed process ' +
	'processed processing product profile progress prohibited promo property protected protocol provide provider proxy public publish purpose ' +
	'push quantity query question queue quota range rate raw reach read ready reason receive recent recipient record recording recover redirect ' +
	'redis reduce reference refresh refund refunded refuse region register registration reject rejected related release reload remaining remote ' +
	'remove rename repeat repeated replace reply report request requested require required reschedule reserve reserved reset resolve resource ' +
	'respond response responsible restart restore restrict restricted result resume retry return reuse revoke revoked role room root route row ' +
	'rule run running safe sample save schedule scheduled scheduler schema scope search secondary secret section secure security select self ' +
	'send sent separate sequence serial server service session setting setup share shift show shut sign signature similar simple simultaneous ' +
	'single site size skip slot slug small sms snapshot software sort source space special specialty specific specified specify split spouse sql ssl ' +
	'sso stack staff stale standard start started state status step stop storage store strict string stripe style subject submit subscriber ' +
	'subscription subtype success successful suffix suggest suite summary supply support supported suspend suspended switch synchronize syntax ' +
	'system table tag taken target task tcp team teapot technical telehealth temporarily temporary tenant term terminate terminated test text ' +
	'thread throttle throw ticket tier timeout timestamp timezone title tls token tos total trace transaction transfer transition translate ' +
	'transport treat trial tried trigger true truncate trusted turn type unable unauthorized unavailable unchanged unconfirmed undefined ' +
	'understood undo unexpected unfinished unhandled unique unit unix unknown unlock unnamed unpaid unprocessable unreachable unrecognized ' +
	'unsafe unset unsigned unspecified unsupported unused unusual update upgrade upload upstream url usable usage used user username utc v1 v2 vacant ' +
	'vacation valid validate validation value variable various verification verify version video view violate violation virtual visible visit ' +
	'visitor vsee wait waiting walk walkin warning web webhook weekend window withdraw word work worker workflow write written wrong xml yes ' +
	'yyyy zip zone';

/** Joining words that are names when they are capitalised. */
const NAMES = new Set('An Best Case Close Day Do Early Field Good Long May Mind Page Short So Will'.split(' '));

const joining = new Set(JOINING.split(' '));
const telling = new Set(TELLING.split(' '));
const ENDINGS = ['s', 'es', 'd', 'ed', 'ing', 'ly'];

/** Whether a word says something that may be quoted, and nothing about a person. */
export function isTelling(word: string): boolean {
	const plain = word.toLowerCase();
	return telling.has(plain) || ENDINGS.some((ending) => plain.length > ending.length + 2 && plain.endsWith(ending) && telling.has(plain.slice(0, -ending.length)));
}

/** Whether a word, written as it is, only holds a sentence together. */
export function isJoining(word: string): boolean {
	return joining.has(word.toLowerCase()) && !NAMES.has(word);
}
