import { refusal, validationError } from '../apiErrors';
import type { LabUltravoxCall } from '../labUltravoxCall';
import type { UltravoxState } from '../ultravoxState';
import { countCall, findThrottle, throttleWaitMs } from './labThrottle';

/**
 * Makes a call under the throttle that the query names (ultravox.md §2.1).
 *
 * @throws ApiError 400 for a throttle that does not exist, 429 when it is used up, and whatever `create` throws
 */
export function throttledCall(
	state: UltravoxState,
	url: URL,
	create: () => LabUltravoxCall,
): LabUltravoxCall {
	const named = url.searchParams.get('throttle');
	if (named === null) return create();
	const throttle = findThrottle(state.throttles, named);
	if (!throttle) {
		throw validationError(
			[{ path: ['throttle'], message: 'No such call throttle.' }],
			state.variants.errorShape,
		);
	}
	const waitMs = throttleWaitMs(throttle, state.clock.now());
	if (waitMs > 0) {
		const retryAfter = { 'retry-after': String(Math.ceil(waitMs / 1000)) };
		throw refusal(
			429,
			`The call throttle ${throttle.name} is used up.`,
			state.variants.throttleRetryAfter ? retryAfter : {},
		);
	}
	const call = create();
	countCall(throttle, state.clock.now());
	return call;
}
