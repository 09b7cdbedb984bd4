import type { UltravoxVariants } from '../../../lab/src/ultravox/ultravoxVariants';
import { ultravoxVariantAlternatives } from '../../../lab/src/ultravox/ultravoxVariants';

/** Every switch of the lab at its n-th value other than the default one; those that have fewer begin again. */
export function alternativesOf<T extends object>(
	alternatives: { readonly [K in keyof T]: readonly T[K][] },
	n: number,
): Partial<T> {
	const entries = Object.entries(alternatives) as Array<[keyof T, readonly T[keyof T][]]>;
	return Object.fromEntries(
		entries.map(([name, values]) => [name, values[n % values.length]]),
	) as Partial<T>;
}

/** The same of all that the material of Ultravox leaves open. */
export const ultravoxAlternatives = (n: number): Partial<UltravoxVariants> =>
	alternativesOf<UltravoxVariants>(ultravoxVariantAlternatives, n);
