import { noBridge } from './bridgeDoubles';
import { FakeN8n } from './fakeN8n';
import { FakePlivo } from './fakePlivo';

export const ONE = '+14155550100';
export const TWO = '+14155550101';

/** Two numbers that a PBX answered before, and a workflow that is published for both. */
export async function publishedForTwo() {
	noBridge();
	const plivo = new FakePlivo();
	const pbx = plivo.addApplication({ app_name: 'pbx', answer_url: 'https://pbx.example.com' });
	plivo.addNumber(ONE, pbx);
	plivo.addNumber(TWO, pbx);
	const n8n = new FakeN8n(plivo, { phoneNumbers: [ONE, TWO] });
	await n8n.register();
	return { plivo, pbx, n8n };
}
