import type { UltravoxVariants } from '../../../../lab/src/ultravox/ultravoxVariants';
import { ultravoxVariantAlternatives } from '../../../../lab/src/ultravox/ultravoxVariants';

/** A way in which the real Ultravox may behave: its name, and what is switched. */
export type UltravoxProfile = [name: string, variants: Partial<UltravoxVariants>];

/** Every switch at its n-th value other than the default one; those that have fewer begin again. */
function alternatives(n: number): Partial<UltravoxVariants> {
	return Object.fromEntries(
		Object.entries(ultravoxVariantAlternatives).map(([name, values]) => [
			name,
			(values as readonly unknown[])[n % values.length],
		]),
	);
}

/** As the vendor's material says it most likely is, and with everything that it leaves open the other way round. */
export const bothProfiles: UltravoxProfile[] = [
	['Ultravox as it likely is', {}],
	['Ultravox the other way', alternatives(0)],
];

/** The same, and the second alternative of what has several, such as the shape of errors. */
export const allProfiles: UltravoxProfile[] = [
	...bothProfiles,
	['Ultravox in yet another way', alternatives(1)],
];
