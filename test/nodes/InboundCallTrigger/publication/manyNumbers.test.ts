import * as bridge from './bridgeDoubles';
import { DEDICATED, FakeN8n } from './fakeN8n';
import { FakePlivo } from './fakePlivo';

jest.mock('../../../../nodes/InboundCallTrigger/answer/fallback', () =>
	jest.requireActual('./bridgeDoubles'),
);
jest.mock('../../../../nodes/shared/bridgeRequest', () => jest.requireActual('./bridgeDoubles'));

const numbered = (index: number) => `+1415555${String(1000 + index)}`;

describe('many numbers', () => {
	let plivo: FakePlivo;
	let n8n: FakeN8n;
	const chosen = Array.from({ length: 30 }, (_, index) => numbered(index));

	beforeEach(() => {
		bridge.noBridge();
		plivo = new FakePlivo();
		for (const number of chosen) plivo.addNumber(number);
		n8n = new FakeN8n(plivo, { phoneNumbers: chosen });
	});

	const reads = () =>
		plivo.exchanges.filter(({ method, path }) => method === 'GET' && path.startsWith('/Number/'));

	it('are read by pages of twenty', async () => {
		await n8n.register();
		expect(reads()).toHaveLength(2);
		const id = plivo.named(DEDICATED)?.app_id;
		expect(chosen.every((number) => plivo.linkOf(number) === id)).toBe(true);
	});

	it('are read one by one where the list does not reach them', async () => {
		n8n.parameters.phoneNumbers = chosen.slice(0, 6);
		for (const number of chosen.slice(0, 6)) plivo.numbers.delete(number.slice(1));
		for (let index = 30; index < 230; index++) plivo.addNumber(numbered(index));
		for (const number of chosen.slice(0, 6)) plivo.addNumber(number);
		await n8n.register();
		expect(reads()).toHaveLength(12);
		expect(plivo.linkOf(numbered(0))).toBe(plivo.named(DEDICATED)?.app_id);
	});

	it('D4.8 of which one is not owned are refused', async () => {
		n8n.parameters.phoneNumbers = [...chosen, '+14155559999'];
		await expect(n8n.register()).rejects.toThrow('+14155559999 is not owned');
		expect(plivo.writes).toEqual([]);
	});
});
