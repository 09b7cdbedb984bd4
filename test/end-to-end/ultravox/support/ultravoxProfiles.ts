import type { UltravoxVariants } from '../../../../lab/src/ultravox/ultravoxVariants';
import { ultravoxAlternatives } from '../../support/labVariants';

/** A way in which the real Ultravox may behave: its name, and what is switched. */
export type UltravoxProfile = [name: string, variants: Partial<UltravoxVariants>];

/** As the vendor's material says it most likely is, and with everything that it leaves open the other way round. */
export const bothProfiles: UltravoxProfile[] = [
	['Ultravox as it likely is', {}],
	['Ultravox the other way', ultravoxAlternatives(0)],
];

/** The same, and the second alternative of what has several, such as the shape of errors. */
export const allProfiles: UltravoxProfile[] = [
	...bothProfiles,
	['Ultravox in yet another way', ultravoxAlternatives(1)],
];
