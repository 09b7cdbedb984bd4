import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { CONTROL_KEY } from '../doors/support/doorsBench';
import { CERTIFICATE } from '../frames/support/certificate';
import { certificateFiles } from '../frames/support/certificateFiles';
import { FakeCall } from './support/fakeCall';
import { PageBench, PASSWORD } from './support/pageBench';

// A loaded machine is slow, not broken.
jest.setTimeout(30_000);

let bench: PageBench;
afterEach(async () => await bench.close());

describe('the live page without a password', () => {
	it('is a sentence that says how to turn it on, and nothing else', async () => {
		bench = await PageBench.start({ page: {} });
		const response = await bench.request('/');
		expect(response.status).toBe(200);
		expect(await response.text()).toContain('set BRIDGE_PAGE_PASSWORD');
		for (const path of ['style.css', 'main.js', 'events', 'calls/a/audio']) {
			expect((await bench.request(`/page/${path}`)).status).toBe(404);
		}
		expect((await bench.logIn('')).status).toBe(404);
		expect((await bench.logIn(PASSWORD)).status).toBe(404);
	});
});

describe('the door of the live page', () => {
	beforeEach(async () => {
		bench = await PageBench.start();
		bench.bridge.begin(new FakeCall('call-1'));
	});

	it('shows a form to who is not logged in, and nothing of the bridge', async () => {
		const text = await (await bench.request('/')).text();
		expect(text).toContain('<form method="post" action="/page/login">');
		expect(text).not.toMatch(/call-1|main\.js/);
	});

	it('opens to the password', async () => {
		const response = await bench.logIn();
		expect(response.status).toBe(303);
		expect(response.headers.get('location')).toBe('/?in');
		expect(response.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/);
		const cookie = await bench.session();
		const page = await bench.request('/', { headers: { cookie } });
		expect(await page.text()).toContain('<script type="module" src="/page/main.js">');
	});

	it('says what is wrong to a browser that did not keep the session', async () => {
		expect(await (await bench.request('/?in')).text()).toContain('did not keep the session');
	});

	it.each(['', 'wrong', `${PASSWORD} `, PASSWORD.slice(1)])('stays shut to %j', async (wrong) => {
		const response = await bench.logIn(wrong);
		expect(response.status).toBe(401);
		expect(response.headers.get('set-cookie')).toBeNull();
		expect(await response.text()).toContain('This is not the password.');
	});

	it('takes the right password any number of times', async () => {
		for (let time = 0; time < 15; time += 1) expect((await bench.logIn()).status).toBe(303);
	});

	it('takes neither login nor order from another site', async () => {
		const cookie = await bench.session();
		const origin = 'https://evil.example';
		expect((await bench.logIn(PASSWORD, { origin })).status).toBe(403);
		for (const path of ['/page/logout', '/page/calls/call-1/hang-up']) {
			const headers = { cookie, origin };
			expect((await bench.request(path, { method: 'POST', headers })).status).toBe(403);
			const said = { cookie, 'sec-fetch-site': 'same-site' };
			expect((await bench.request(path, { method: 'POST', headers: said })).status).toBe(403);
		}
		expect(bench.bridge.live.get('call-1')?.orders).toEqual([]);
	});

	it.each([
		'GET /page/events',
		'GET /page/calls/call-1/audio',
		'POST /page/calls/call-1/mute',
		'POST /page/logout',
	])('lets nobody do %s without a session', async (request) => {
		const [method, path = ''] = request.split(' ');
		expect((await bench.request(path, { method })).status).toBe(401);
		const headers = { cookie: `bridge_page=1.${'0'.repeat(32)}.${'0'.repeat(64)}` };
		expect((await bench.request(path, { method, headers })).status).toBe(401);
	});

	it('ends the session at the logout', async () => {
		const cookie = await bench.session();
		const response = await bench.request('/page/logout', { method: 'POST', headers: { cookie } });
		expect(response.status).toBe(303);
		expect(response.headers.get('location')).toBe('/');
		expect(response.headers.get('set-cookie')).toMatch(/^bridge_page=; Path=\/; Max-Age=0;/);
	});

	it('lets nobody in any more with the cookie of that session, and shows him nothing more', async () => {
		const cookie = await bench.session();
		const other = await bench.session();
		const events = await bench.request('/page/events', { headers: { cookie } });
		expect(events.status).toBe(200);
		const reading = events.text().then(
			() => 'over',
			() => 'broken off',
		);
		const others = await bench.request('/page/events', { headers: { cookie: other } });
		const reader = others.body?.getReader();
		await bench.request('/page/logout', { method: 'POST', headers: { cookie } });
		expect(await reading).toBe('over');
		expect((await bench.request('/page/events', { headers: { cookie } })).status).toBe(401);
		expect(await (await bench.request('/', { headers: { cookie } })).text()).toContain('<form');
		expect((await reader?.read())?.done).toBe(false);
		await reader?.cancel();
	});

	it('takes no body with the password that is larger than any form', async () => {
		expect((await bench.logIn('x'.repeat(4_096))).status).toBe(413);
		expect((await bench.logIn('x'.repeat(4_000))).status).toBe(401);
	});

	it('forbids the browser everything that the page does not need', async () => {
		const cookie = await bench.session();
		for (const path of ['/', '/page/main.js', '/page/style.css', '/page/icon.svg']) {
			const { headers, status } = await bench.request(path, { headers: { cookie } });
			expect(status).toBe(200);
			const policy = headers.get('content-security-policy') ?? '';
			expect(policy).toContain("default-src 'none'");
			expect(policy).toContain("require-trusted-types-for 'script'");
			expect(policy).not.toMatch(/unsafe|\*|https?:/);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('x-frame-options')).toBe('DENY');
			expect(headers.get('cache-control')).toContain('no-store');
		}
	});

	it('has no other files', async () => {
		for (const path of ['other.js', 'constructor.js', '..%2Fmain.js', 'main.js/']) {
			expect((await bench.request(`/page/${path}`)).status).toBe(404);
		}
	});

	it('passes orders on to the call, and says so in the log', async () => {
		const cookie = await bench.session();
		for (const action of ['mute', 'unmute', 'hold', 'resume', 'hang-up']) {
			const headers = { cookie };
			const path = `/page/calls/call-1/${action}`;
			expect((await bench.request(path, { method: 'POST', headers })).status).toBe(204);
		}
		const orders = ['mute', 'unmute', 'hold', 'resume', 'hang up'];
		expect(bench.bridge.live.get('call-1')?.orders).toEqual(orders);
		expect(bench.logLines.filter((line) => line.includes('call-1'))).toHaveLength(orders.length);
	});

	it('knows no other orders and no other calls', async () => {
		const headers = { cookie: await bench.session() };
		for (const path of ['call-1/constructor', 'call-2/mute', '%zz/mute', 'call-1%2fmute']) {
			const response = await bench.request(`/page/calls/${path}`, { method: 'POST', headers });
			expect(response.status).toBe(404);
		}
		expect((await bench.request('/page/calls/call-2/audio', { headers })).status).toBe(404);
	});

	it('lets in who has the key of the control API', async () => {
		const headers = { authorization: `Bearer ${CONTROL_KEY}` };
		const order = { method: 'POST', headers };
		expect((await bench.request('/page/calls/call-1/mute', order)).status).toBe(204);
	});

	it('writes no password and no session into the log', async () => {
		const cookie = await bench.session();
		await bench.logIn('a wrong password');
		await bench.request('/page/logout', { method: 'POST', headers: { cookie } });
		const log = [...bench.logLines, ...bench.doors.logLines].join('');
		expect(log).toContain('wrong password at the live page');
		for (const secret of [PASSWORD, 'a wrong password', cookie.split('=')[1] ?? '']) {
			expect(log).not.toContain(secret);
		}
	});

	it('survives bodies that are no form', async () => {
		for (const body of [
			'',
			'%',
			'password',
			'password=%ff',
			'{"password":1}',
			'x'.repeat(60_000),
		]) {
			const response = await bench.request('/page/login', { method: 'POST', body });
			expect([401, 413, 429]).toContain(response.status);
		}
	});
});

describe('guessing the password of the live page', () => {
	it('soon is no use, not even with the right one', async () => {
		bench = await PageBench.start({ doors: { failedLoginsPerMinute: 1 } });
		expect((await bench.logIn('wrong')).status).toBe(401);
		expect((await bench.logIn('wrong')).status).toBe(429);
		expect((await bench.logIn()).status).toBe(429);
	});
});

describe('the live page below a path', () => {
	it('has all its addresses and its cookie there', async () => {
		bench = await PageBench.start({ publicUrl: 'wss://bridge.example.com/voice/' });
		const form = await (await bench.request('/voice/')).text();
		expect(form).toContain('action="/voice/page/login"');
		const response = await bench.logIn();
		expect(response.headers.get('location')).toBe('/voice/?in');
		expect(response.headers.get('set-cookie')).toMatch(/; Path=\/voice; .*; Secure$/);
		const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
		const page = await (await bench.request('/voice/', { headers: { cookie } })).text();
		expect([...page.matchAll(/(?:href|src|action)="(\/[^"]*)"/g)].map(([, url]) => url)).toEqual([
			'/voice/page/icon.svg',
			'/voice/page/style.css',
			'/voice/page/main.js',
			'/voice/page/icon.svg',
			'/voice/page/logout',
		]);
		const lost = await (await bench.request('/voice/?in')).text();
		expect(lost).toContain('Open this page at its own address: https://bridge.example.com/voice/');
	});
});

describe('the live page over TLS without a proxy', () => {
	const { files, remove } = certificateFiles();
	beforeEach(async () => {
		bench = await PageBench.start({ doors: files });
	});
	afterAll(remove);

	it('has a cookie that goes over nothing else, and to no other host', async () => {
		const origin = `https://127.0.0.1:${bench.doors.port}`;
		const options = { method: 'POST', headers: { origin }, ca: CERTIFICATE };
		const login = request(`${origin}/page/login`, options);
		login.end(new URLSearchParams({ password: PASSWORD }).toString());
		const [response] = (await once(login, 'response')) as [IncomingMessage];
		response.resume();
		expect(response.statusCode).toBe(303);
		expect(response.headers['set-cookie']).toEqual([
			expect.stringMatching(/^__Host-bridge_page=.*; Path=\/; .*; Secure$/),
		]);
	});
});
