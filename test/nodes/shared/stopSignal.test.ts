import type { RequestContext } from '../../../nodes/shared/providerFailure';
import { stopSignal } from '../../../nodes/shared/stopSignal';

describe('what tells that an execution is stopped', () => {
	it('is the signal of the execution', () => {
		const { signal } = new AbortController();
		const context = { getExecutionCancelSignal: () => signal } as unknown as RequestContext;
		expect(stopSignal(context)).toBe(signal);
	});

	it('is nothing where none runs, as in a webhook', () => {
		expect(stopSignal({} as RequestContext)).toBeUndefined();
	});
});
