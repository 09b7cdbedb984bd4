import type { PlivoVariants } from '../../../../lab/src/plivo/variants';
import { plivoVariantAlternatives } from '../../../../lab/src/plivo/variants';

/** A way in which the real Plivo may behave: its name, and what is switched. */
export type Profile = [name: string, variants: Partial<PlivoVariants>];

/** Every switch at its n-th alternative; those that have fewer begin again. */
function alternatives(n: number): Partial<PlivoVariants> {
	return Object.fromEntries(
		Object.entries(plivoVariantAlternatives).map(([name, values]) => [
			name,
			(values as readonly unknown[])[n % values.length],
		]),
	);
}

/** As the vendor's material says it most likely is, and with everything that it leaves open the other way round. */
export const profiles: Profile[] = [
	['likeliest', {}],
	['alternatives', alternatives(0)],
];

/** The same, and the second alternative of what has several: other words of errors, another status of what was stopped. */
export const allProfiles: Profile[] = [...profiles, ['second alternatives', alternatives(1)]];
