import { DEDICATED, type FakeN8n } from './fakeN8n';
import type { FakePlivo } from './fakePlivo';
import { ONE, publishedForTwo, TWO } from './twoNumbers';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

describe('what is no longer chosen and cannot be put back', () => {
	let plivo: FakePlivo;
	let n8n: FakeN8n;
	let pbx: string;

	beforeEach(async () => {
		({ plivo, pbx, n8n } = await publishedForTwo());
	});

	const refuseOne = () => {
		plivo.fault = ({ path, method }) =>
			method === 'POST' && path.includes(ONE.slice(1))
				? { status: 404, error: 'no such application' }
				: undefined;
	};

	it('does not keep the other numbers from being published, and is said', async () => {
		refuseOne();
		await n8n.republish({ phoneNumbers: [TWO] });
		expect(plivo.linkOf(TWO)).toBe(plivo.named(DEDICATED)?.app_id);
		const line = n8n.log.find(({ level }) => level === 'warn');
		expect(line?.message).toContain(ONE);
		expect(line?.meta).toHaveProperty('cause', expect.stringContaining('no such application'));
	});

	it('is tried again by the next publish, though nothing has changed', async () => {
		refuseOne();
		await n8n.republish({ phoneNumbers: [TWO] });
		plivo.fault = () => undefined;
		await n8n.republish();
		expect(plivo.linkOf(ONE)).toBe(pbx);
		expect(await n8n.checkExists()).toBe(true);
	});

	it('is tried again by the unpublish', async () => {
		refuseOne();
		await n8n.republish({ phoneNumbers: [TWO] });
		plivo.fault = () => undefined;
		await n8n.unpublish();
		expect(plivo.linkOf(ONE)).toBe(pbx);
		expect(plivo.linkOf(TWO)).toBe(pbx);
	});

	it('still goes back to what it was when it is chosen again', async () => {
		refuseOne();
		await n8n.republish({ phoneNumbers: [TWO] });
		await n8n.republish({ phoneNumbers: [ONE, TWO] });
		plivo.fault = () => undefined;
		await n8n.unpublish();
		expect(plivo.linkOf(ONE)).toBe(pbx);
	});

	it('may be an Application of the user: its URLs are put back later', async () => {
		const existing = plivo.addApplication({ app_name: 'own', answer_url: 'https://o.example.com' });
		const original = structuredClone(plivo.applications.get(existing));
		await n8n.republish({
			application: 'existing',
			overwriteAnswerUrl: true,
			applicationId: existing,
		});
		plivo.fault = ({ path, method }) =>
			method === 'POST' && path.includes(existing) ? 'unreachable' : undefined;
		await n8n.republish({ application: 'dedicated' });
		expect(plivo.linkOf(ONE)).toBe(plivo.named(DEDICATED)?.app_id);
		expect(plivo.applications.get(existing)).not.toEqual(original);
		plivo.fault = () => undefined;
		await n8n.unpublish();
		expect(plivo.applications.get(existing)).toEqual(original);
	});

	it('is remembered when a publish with another Application stops halfway', async () => {
		const existing = plivo.addApplication({ app_name: 'blank' });
		let links = 0;
		plivo.fault = ({ path, method }) => {
			if (method === 'GET' || !path.startsWith('/Number/')) return undefined;
			links += 1;
			return links === 1 ? undefined : 'unreachable';
		};
		await expect(
			n8n.republish({ application: 'existing', applicationId: existing }),
		).rejects.toThrow('Not put back');
		plivo.fault = () => undefined;
		await n8n.graceOver();
		expect([plivo.linkOf(ONE), plivo.linkOf(TWO)]).toEqual([pbx, pbx]);
	});
});
