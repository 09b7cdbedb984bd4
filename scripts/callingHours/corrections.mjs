/**
 * What the data sets say wrongly or not yet. Every entry is a fact of the numbering plans or of the clocks, and must change
 * something: writeNumbering.mjs refuses one that no longer does, so that none outlives the error it corrects.
 */

/** The map keeps a zone's first name; the time zone database has renamed these. */
export const RENAMED = {
	'Africa/Asmera': 'Africa/Asmara',
	'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
	'America/Godthab': 'America/Nuuk',
	'Asia/Calcutta': 'Asia/Kolkata',
	'Asia/Katmandu': 'Asia/Kathmandu',
	'Asia/Rangoon': 'Asia/Yangon',
	'Atlantic/Faeroe': 'Atlantic/Faroe',
	'Pacific/Enderbury': 'Pacific/Kanton',
	'Pacific/Ponape': 'Pacific/Pohnpei',
	'Pacific/Truk': 'Pacific/Chuuk',
};

/** Zones of a country that say nothing more about when its phones may ring. */
export const ZONES_LEFT_OUT = {
	// The clock of Punta Arenas, and a name that Node.js does not know before the time zone database 2025b.
	CL: ['America/Coyhaique'],
	// Xinjiang's second, unofficial clock: the legal time of all of China is Beijing's.
	CN: ['Asia/Urumqi'],
	// Crimea has no numbers of Ukraine's plan any more: +7 365, 869 and 978.
	UA: ['Europe/Simferopol'],
};

/** Longer prefixes than a calling code whose numbers belong to other countries than its own ones together. */
export const COUNTRIES_OF_PREFIXES = {
	7: ['RU'],
	77: ['KZ'],
	// The Palestinian mobile networks are reached through Israel's calling code too.
	97256: ['IL', 'PS'],
	97259: ['IL', 'PS'],
};

/** Numbers of no inhabited place: the stations in Antarctica, which share Norfolk Island's calling code. */
export const PLACELESS = ['6721'];

/** Area codes of +1 whose zones are others than the map says. */
export const AREA_CODE_ZONES = {
	// Saskatchewan; the map says Manitoba's.
	474: ['America/Regina'],
	// Orlando, Florida; the map says Central Time.
	689: ['America/New_York'],
	// Yukon, the Northwest Territories and Nunavut: one code, and every clock from the Pacific to the Atlantic side.
	867: [
		'America/Whitehorse',
		'America/Edmonton',
		'America/Inuvik',
		'America/Cambridge_Bay',
		'America/Rankin_Inlet',
		'America/Resolute',
		'America/Iqaluit',
		'America/Atikokan',
	],
	// Alaska keeps two clocks, and none without daylight saving.
	907: ['America/Anchorage', 'America/Adak'],
};

/** Zones that an area code of +1 reaches into beside those of the map. */
export const MORE_AREA_CODE_ZONES = {
	// The north-east of British Columbia and Creston stay on one time the whole year.
	250: ['America/Fort_Nelson'],
	// Lloydminster keeps Alberta's time.
	306: ['America/Edmonton'],
	// Blanc-Sablon stays on Atlantic Standard Time the whole year.
	418: ['America/Puerto_Rico'],
	// Atikokan stays on Eastern Standard Time the whole year.
	807: ['America/Atikokan'],
	// Both clocks, says the administrator of the plan (NANPA) of these codes.
	915: ['America/Chicago'],
	931: ['America/New_York'],
};

/**
 * Area codes of +1 that share one area, so that a number of any of them may be in any of its zones. The map divides some as its
 * exchanges happen to lie, and lacks the newest.
 */
export const OVERLAYS = [
	'208/986',
	'236/250/257/672/778',
	'270/364',
	'273/367/418/581',
	'281/346/621/713/832',
	'306/474/639',
	'309/861',
	'313/679',
	'318/457',
	'334/483',
	'357/559',
	'423/729',
	'436/440',
	'448/850',
	'458/541',
	'465/718',
	'471/662',
	'502/761',
	'507/924',
	'530/837',
	'565/912',
	'624/716',
	'709/879',
	'812/930',
];
