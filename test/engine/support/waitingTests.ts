import type { IDataObject } from 'n8n-workflow';
import type { PlacedCall } from '../../../nodes/shared/placedCall';
import { FakeProviders } from './fakeProviders';
import { waitingCredentials, WaitingExecution } from './waitingExecution';

/** For the tests of a file: the providers, and an execution that waits there for these calls. */
export const waitingTests = () => {
	const fake = FakeProviders.forTests();
	const waiting = (calls: PlacedCall[], options: IDataObject = {}) =>
		new WaitingExecution(waitingCredentials(fake.url), calls, options);
	return { fake, waiting };
};
