/**
 * The words that may be quoted from an answer of the clinic: those of refusals, of the API and of the field. Whoever
 * is called by any other word, and whatever they have, is not quoted.
 */

/** Words that hold a sentence together. */
const JOINING =
	'a able about above after again against ago all along also among an and another any anyone anything are as at away be because been before back ' +
	'begin begins being below best between beyond both but by can case cases close could day days did do does doing done down due during each ' +
	'early either else elsewhere end ends enough every everything except far few field first for form from full further get gets gives go goes ' +
	'good got greater had has have having here hour hours how however i if in inside instead into is it its just kept larger last late later ' +
	'least left less like long longer look looks made make makes many may meanwhile might mind minute minutes month months more most much must ' +
	'nearest need needs never new next no nobody none nope nor not nothing now nowhere of off often oh old on once one ones only oops open or ' +
	'other others our out outside over own page pages part past per please put rather right same say says second seconds see seem seems set ' +
	'several shall short should since smaller so some somebody someone something soon sorry still such sure take takes than that the their them ' +
	'then there these they thing this those three through thus till time to today together tomorrow too top towards tries try two under unless ' +
	'until up upon us use very via want wants was way we week weeks well were what when where whether which while who whole whose why will with ' +
	'within without would year years yesterday yet you your zero';

/** Words that say something, in any case, and with the usual endings. None that is a usual name, a profession or an illness. */
const TELLING =
	'accept acceptable access accessed accessible accessing account action activate active actual add additional address adjust admin ' +
	'administrator advance agree allow allowlist allowlisted already alter amount android answer api apikey app apple application apply ' +
	'appointment approve archive archived argument array asc ascending ask assign assignment assume attach attachment attempt attempts attribute ' +
	'audience authenticate authentication authorised authorization authorize automatic availability available await bad balance banned base ' +
	'basic batch bearer begun belong billing blank block blocked body book bookable booked boolean boom boundary break broken browser buffer bug ' +
	'business busy button byte bytes cache calendar call cancel canceled cancellation cancelled cancelling cannot capacities capacity captcha ' +
	'capture card categories category certificate change channel char character charge charged check child choice choose chosen claim class ' +
	'clear client clinic clinical clock closed closing code collision column comma command comment commit committed complete completed ' +
	'concurrent condition configuration configure confirm confirmation confirmed conflict connect connection consent constraint consult ' +
	'consultation contact contain content context continue contract convert cookie correct corrupt count coupon crash crashed create created ' +
	'creation credential csrf currencies currency current currently custom customer daily damaged data database date datetime dd deactivated ' +
	'deadlock debug decimal decline declined default define degraded delay delete deleted deliver deliveries delivery demo denied deny ' +
	'department deprecated desc descending describe description detail detected device differ different digit disable disabled disconnect ' +
	'display division dns dob doctor document domain dot double download draft dropped duplicate duration edit effect eligible email empty ' +
	'enable encode encoding encounter encrypted ended ending endpoint ensure enter entity entries entry enum environment equal error escape etag ' +
	'event exact exactly example exceed exceeded exception exclude exclusive execute execution exhausted exist existing expect expectation ' +
	'expiration expire expired exploded export expression expressions extension external factor fail failed failure false family fatal fault ' +
	'feature fee fetch fictional fields file fill filter find finish finished fixed flag folder forbid forbidden force foreign formal format ' +
	'forms forward found fraction free freeze frequency fully function funds future gateway general generate getting given global gone granted ' +
	'group guarantor guardian guest handle happen header hiccup hidden hint hipaa history hold host hourly html http https id idempotency ' +
	'idempotent identical identifier identity ignore illegal image immutable implemented import inactive inbox include incoming incomplete ' +
	'inconsistent incorrect indefinite index individual info information inherit initial input insert instance insufficient insurance insurer ' +
	'intake integer integration intended interface internal interval invalid invitation invite invocation invoice invoke ios ip iso issue item ' +
	'join jpeg jpg json jwt keep key kind kindly know known label language large latest leading leave length letter level license limit line ' +
	'link list literal live load local locale location lock locked log logged logging login logout lookup loop lost lowercase mail mailbox ' +
	'maintenance malformed malicious management mandatory manual mapped match matching max maximum measure media medication medium meeting ' +
	'member membership memory merge message metadata method mfa migration mime min minimum mismatch miss missing mistake mm mobile mode model ' +
	'moderator modified modify module moment monitor monthly move multipart multiple mysql name namespace native near network nonexistent normal ' +
	'note notice notification notify null nullable number numeric nurse oauth object occupied occur occurred offer office offline offset omit ' +
	'online opening operation operator option optional order organisation organization origin original otp outage outdated overflow overlap ' +
	'overlapping overlaps overload overloaded override owner pack package paid parallel param parameter params parent parse parser partial ' +
	'participant party passed password patch path patient patients pattern pause pay payload payment pdf pending perform period permanent ' +
	'permission permit permitted pharmacy phone picture pin place plan planned plugged png point policies policy pool portal position possible ' +
	'post postgres practice practitioner precondition prefix prescription present prevent previous primary print priority privacy private ' +
	'privilege problem proceed process processed processing product profile progress prohibited promo properties property protected protocol ' +
	'provide provider proxy public publish purpose push putting quantity queries query question queue quota range rate raw reach read ready ' +
	'reason receive recent recipient recognised recognized record recording recover redirect redis reduce reference referred refresh refund ' +
	'refunded refuse refusing region register registration regular reject rejected related relation release reload remaining remote remove ' +
	'rename repeat repeated replace reply report request requested require required reschedule rescheduled rescheduling reserve reserved reset ' +
	'resolve resource respond response responsible restart restore restrict restricted result resume retries retry return reuse revoke revoked ' +
	'rights role room root route row rule run running safe sample save schedule scheduled scheduler schema scope search secondary secret section ' +
	'secure security select self send sent separate sequence serial server service session setting setup share shift show shut sign signature ' +
	'similar simple simultaneous site size skip skipped slot slug small sms snapshot software sort source space special specialties specialty ' +
	'specific specified specify split spouse sql sqlstate ssl sso stack staff stale standard start started state status step stop stopped ' +
	'storage store strict string stripe style subject submit submitted submitting subscriber subscription subtype success successful suffix ' +
	'suggest suite summary supply support supported suspend suspended switch synchronize syntax system table tag taken target task tcp team ' +
	'teapot technical telehealth temporarily temporary tenant term test text thread throttle throw ticket tier timed timeout timestamp timezone ' +
	'title tls token tos total trace transaction transfer transferred transition translate transport treat tried trigger true truncate trusted ' +
	'trying turn type unable unauthenticated unauthorised unauthorized unavailable unchanged unconfirmed undefined understood undo unexpected ' +
	'unfinished unhandled unique unit unix unknown unlock unnamed unpaid unprocessable unreachable unrecognised unrecognized unsafe unset ' +
	'unsigned unspecified unsupported unused unusual unverified update upgrade upload uppercase upstream uri url usable usage used user username ' +
	'utc v1 v2 valid validate validation value variable various varying verification verified verify version video view violate violation ' +
	'virtual virus visible visit visitor vsee wait waiting walk walkin warning web webhook weekly went whitelisted window withdraw word work ' +
	'worker workflow write written wrong xml yes yyyy zip zone';

/** Plain words that are names when they are capitalised. */
const NAMES = new Set(
	(
		'an best block blocks book books card case child close day do early field fields free good guest hold key keys large link links lock long max may min mind page pages parent per ' +
		'plan point pool post read root sample self short small so story table team wait walk weeks will word words'
	).split(' '),
);

const joining = new Set(JOINING.split(' '));
const telling = new Set(TELLING.split(' '));
/** Endings and what stands before them: fields, addresses, used, failed, loading, newly. */
const ENDINGS: Array<[ending: string, after: RegExp]> = [
	['s', /[^s]$/],
	['es', /([sxz]|[cs]h)$/],
	['d', /e$/],
	['ed', /[^e]$/],
	['ing', /[^e]$/],
	['ly', /./],
];
const CONTRACTION =
	/^((are|ca|could|did|do|does|had|has|have|is|must|need|should|was|were|wo|would)n['’]t|(i['’]m|(i|they|we|you)['’](ll|re|ve)))$/i;

/** Whether a word says something that may be quoted, and nothing about a person. */
export function isContentWord(word: string): boolean {
	const plain = word.toLowerCase();
	if (telling.has(plain)) return true;
	return ENDINGS.some(
		([ending, after]) =>
			plain.endsWith(ending) &&
			after.test(plain.slice(0, -ending.length)) &&
			telling.has(plain.slice(0, -ending.length)),
	);
}

/** Whether a word only holds a sentence together. */
export function isStopWord(word: string): boolean {
	return joining.has(word.toLowerCase()) || CONTRACTION.test(word);
}

/** Whether a plain word, when it is capitalised, may be the name of somebody. */
export function mayBeName(word: string): boolean {
	return NAMES.has(word.toLowerCase());
}
