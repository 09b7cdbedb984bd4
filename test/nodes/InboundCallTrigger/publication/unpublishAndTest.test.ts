import type { IDataObject } from 'n8n-workflow';
import { DEDICATED, type FakeN8n } from './fakeN8n';
import type { FakePlivo } from './fakePlivo';
import { ONE, publishedForTwo, TWO } from './twoNumbers';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

describe('an unpublish and a test around the same moment', () => {
	let plivo: FakePlivo;
	let n8n: FakeN8n;
	let pbx: string;

	beforeEach(async () => {
		({ plivo, pbx, n8n } = await publishedForTwo());
	});

	const testApplications = () =>
		[...plivo.applications.values()].filter(({ app_name }: IDataObject) =>
			String(app_name).startsWith('n8n-test-'),
		);

	const links = () => [ONE, TWO].map((number) => plivo.linkOf(number));

	it('end where the numbers were before, when the unpublish comes during the test', async () => {
		n8n.parameters.phoneNumbers = [ONE];
		await n8n.listen();
		await n8n.unpublish();
		expect(links()).toEqual([pbx, pbx]);
		expect(testApplications()).toEqual([]);
		await n8n.stopListening();
		expect(links()).toEqual([pbx, pbx]);
	});

	it('end where the numbers were before, when the test comes within the grace', async () => {
		await n8n.unregister();
		await n8n.listen();
		expect(links()).not.toContain(plivo.named(DEDICATED)?.app_id);
		await n8n.graceOver();
		expect(testApplications()).toHaveLength(1);
		expect(testApplications()[0]?.app_name).toContain(pbx);
		await n8n.stopListening();
		expect(links()).toEqual([pbx, pbx]);
	});

	it('end where the numbers were before, when the test comes during the restore', async () => {
		await n8n.unregister();
		let listening: Promise<void> | undefined;
		plivo.fault = async ({ method }) => {
			if (method === 'GET' || listening !== undefined) return undefined;
			listening = n8n.listen();
			await new Promise(setImmediate);
			return undefined;
		};
		await n8n.graceOver();
		await listening;
		await n8n.stopListening();
		expect(listening).toBeDefined();
		expect(links()).toEqual([pbx, pbx]);
	});

	it('leave a test alone that leads back to somebody else', async () => {
		plivo.addNumber(ONE, pbx);
		n8n.parameters.phoneNumbers = [ONE];
		await n8n.listen();
		const test = plivo.linkOf(ONE);
		await n8n.unpublish();
		expect(links()).toEqual([test, pbx]);
	});
});
