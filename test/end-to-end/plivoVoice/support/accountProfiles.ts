import type { PlivoVariants } from '../../../../lab/src/plivo/variants';
import { plivoVariantAlternatives } from '../../../../lab/src/plivo/variants';

/** The switches that numbers, trunks, caller IDs and applications depend on. */
const SWITCHES = [
	'errorBody',
	'notFoundBody',
	'createStatus',
	'updateStatus',
	'emptyAppId',
	'appNameOnUpdate',
	'duplicateAppName',
	'deleteWithoutCascade',
	'regulatedNumberStatus',
	'missingPhoneNumberStatus',
	'retryAfterHeader',
	'trunkGet',
	'zentrunkGet',
	'trunkDomainOnCreate',
	'trunksOfDeletedUri',
	'wideCidr',
	'zentrunkLinks',
	'inviteTimeoutMs',
	'cdrLagMs',
] as const satisfies ReadonlyArray<keyof PlivoVariants>;

/** Every one of these switches at its n-th value other than the default one (cycling). */
function switched(n: number): Partial<PlivoVariants> {
	return Object.fromEntries(
		SWITCHES.map((name) => {
			const values = plivoVariantAlternatives[name];
			return [name, values[n % values.length]];
		}),
	);
}

/** Names and variants of the worlds in which every story of these resources has to come out the same. */
export const accountProfiles: ReadonlyArray<[name: string, variants: Partial<PlivoVariants>]> = [
	['Plivo as it likely is', {}],
	['Plivo the other way', switched(0)],
	['Plivo in yet another way', switched(1)],
];

/** The worlds for stories in which no switch has a third value that matters. */
export const bothWays = accountProfiles.slice(0, 2);
