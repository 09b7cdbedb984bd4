import fc from 'fast-check';
import { PageSession } from '../../src/page/pageSession';

const FACTS = { sharedSecret: 'a shared secret', password: 'a password', prefix: '', secure: true };
const NOW = new Date('2026-03-04T10:00:00Z');
const TWELVE_HOURS_MS = 12 * 60 * 60 * 1000;

const session = (facts: Partial<typeof FACTS> = {}) => new PageSession({ ...FACTS, ...facts });
/** What a browser sends back of a `Set-Cookie`. */
const sent = (setCookie: string) => setCookie.split(';')[0] ?? '';
const after = (ms: number) => new Date(NOW.getTime() + ms);

describe('a session of the live page', () => {
	it('lasts twelve hours', () => {
		const cookie = sent(session().open(NOW));
		expect(session().endOf(cookie, NOW)).toBe(NOW.getTime() + TWELVE_HOURS_MS);
		expect(session().endOf(cookie, after(TWELVE_HOURS_MS - 1000))).toBeDefined();
		expect(session().endOf(cookie, after(TWELVE_HOURS_MS))).toBeUndefined();
	});

	it('is found among other cookies, an out of date one of its own too', () => {
		const old = sent(session().open(after(-TWELVE_HOURS_MS)));
		const fresh = sent(session().open(NOW));
		expect(session().endOf(`a=b; ${old}; ${fresh}; c=d`, NOW)).toBeDefined();
		expect(session().endOf(`a=b; ${old}; xbridge_page=${fresh}`, NOW)).toBeUndefined();
	});

	it('never is the same twice', () => {
		expect(session().open(NOW)).not.toBe(session().open(NOW));
	});

	it.each([
		['another password', { password: 'another password' }],
		['another shared secret', { sharedSecret: 'another secret' }],
		[
			'the same letters parted otherwise',
			{ sharedSecret: 'a shared', password: ' secreta password' },
		],
	])('ends with %s', (_what, facts) => {
		expect(session(facts).endOf(sent(session().open(NOW)), NOW)).toBeUndefined();
	});

	it('cannot be made longer, or altered in any other place', () => {
		const cookie = sent(session().open(NOW));
		const [name, value = ''] = cookie.split('=');
		const [end = '', ...rest] = value.split('.');
		const longer = `${name}=${Number(end) + 1}.${rest.join('.')}`;
		expect(session().endOf(longer, NOW)).toBeUndefined();
		for (let place = 0; place < value.length; place += 1) {
			const other = value[place] === '0' ? '1' : '0';
			const altered = `${name}=${value.slice(0, place)}${other}${value.slice(place + 1)}`;
			expect(session().endOf(altered, NOW)).toBeUndefined();
		}
	});

	it('is no secret that could be guessed: nothing else opens it, and nothing throws', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(session().endOf(text, NOW)).toBeUndefined();
				expect(session().endOf(`bridge_page=${text}`, NOW)).toBeUndefined();
			}),
		);
		expect(session().endOf(undefined, NOW)).toBeUndefined();
	});

	it('goes to no script, to no other site, over TLS only, and to the path of the bridge only', () => {
		expect(session({ prefix: '/voice' }).open(NOW)).toMatch(
			/^bridge_page=[0-9a-f.]+; Path=\/voice; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/,
		);
		expect(session({ secure: false }).open(NOW)).toMatch(
			/; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
		);
	});

	it('is forgotten by the browser when it is closed', () => {
		expect(session().close()).toBe(
			'bridge_page=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure',
		);
	});

	it('knows its password', () => {
		expect(session().isPassword('a password')).toBe(true);
		for (const wrong of ['', 'a passwor', 'a password ', 'A password']) {
			expect(session().isPassword(wrong)).toBe(false);
		}
	});
});
