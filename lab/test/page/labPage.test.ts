import { request } from 'node:http';
import type { Lab } from '../../src/lab';
import { startLab } from '../../src/lab';
import { LabPage } from '../../src/page/labPage';

const NUMBER = '+14155550101';

describe('the page of the lab', () => {
	let lab: Lab;
	let page: LabPage;

	beforeAll(async () => {
		lab = await startLab();
		lab.plivo.account.addNumber(NUMBER);
		lab.ultravox.addAgent({ name: '<b>Reception</b> & "co"', greeting: 'Hello' });
		page = await LabPage.start(lab);
	});
	afterAll(async () => {
		await page.close();
		await lab.close();
	});

	const place = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
		fetch(`${page.url}/calls`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: page.url, ...headers },
			body: new URLSearchParams({ from: '+14155550199', to: NUMBER, lines: 'Hi', ...fields }),
		});

	it('shows numbers and agents, escaped', async () => {
		const response = await fetch(page.url);
		const text = await response.text();
		expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(text).toContain(NUMBER);
		expect(text).toContain('&lt;b&gt;Reception&lt;/b&gt; &amp; &quot;co&quot;');
		expect(text).not.toContain('<b>Reception');
	});

	it.each(['/page.css', '/page.js'])('serves %s', async (path) => {
		expect((await fetch(page.url + path)).status).toBe(200);
	});

	it('serves nothing else', async () => {
		expect((await fetch(`${page.url}/../package.json`)).status).toBe(404);
	});

	it('answers under no foreign name', async () => {
		const status = await new Promise((resolve, reject) => {
			const headers = { host: 'evil.example' };
			request(page.url, { headers }, (response) => resolve(response.resume().statusCode))
				.on('error', reject)
				.end();
		});
		expect(status).toBe(403);
	});

	it('places the call of the form', async () => {
		const before = lab.plivo.calls.all().length;
		const response = await place({ from: '+1 (415) 555-0188', lines: ' Hi \n\n Bye' });
		expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
		const call = lab.plivo.calls.all()[before];
		expect(call?.facts).toMatchObject({ from: '14155550188', to: NUMBER.slice(1) });
		expect(call?.facts.script.filter((step) => 'say' in step)).toEqual([
			{ say: 'Hi' },
			{ say: 'Bye' },
		]);
	});

	it('places no call for another website', async () => {
		const before = lab.plivo.calls.all().length;
		expect((await place({}, { origin: 'https://evil.example' })).status).toBe(403);
		expect(lab.plivo.calls.all()).toHaveLength(before);
	});

	it.each([
		['From', { from: '<script>' }],
		['To', { to: '+14155559999' }],
		['The person says', { lines: ' \n' }],
	])("says what is wrong with '%s'", async (field, fields: Record<string, string>) => {
		const before = lab.plivo.calls.all().length;
		const response = await place(fields);
		expect(response.status).toBe(400);
		expect(await response.text()).toContain(`&#39;${field}&#39;`);
		expect(lab.plivo.calls.all()).toHaveLength(before);
	});

	it('streams what happened and what happens', async () => {
		lab.log.add({ side: 'ultravox', kind: 'message', summary: 'before' });
		const stop = new AbortController();
		const response = await fetch(`${page.url}/events`, { signal: stop.signal });
		lab.log.add({ side: 'plivo', kind: 'call', summary: 'two\nlines' });
		const decoder = new TextDecoder();
		let text = '';
		for await (const chunk of response.body ?? []) {
			text += decoder.decode(chunk, { stream: true });
			if (text.includes('two')) break;
		}
		stop.abort();
		const events = text
			.split('\n\n')
			.filter((part) => part.startsWith('data: '))
			.map((part) => JSON.parse(part.slice(6)) as { from: string; text: string });
		expect(events.find((event) => event.text === 'before')).toMatchObject({ from: 'Ultravox' });
		expect(events.at(-1)).toMatchObject({ from: 'Plivo', text: 'two\nlines' });
	});
});
