import type { IncomingMessage } from 'node:http';
import pino from 'pino';
import { countingKey } from '../../src/doors/addressRanges';
import { doorsSchema } from '../../src/doors/doorsSettings';
import { Visitors } from '../../src/doors/visitors';

describe('an address that floods the bridge', () => {
	let visitors: Visitors;
	beforeEach(() => {
		// Practically nothing comes back during a test.
		const settings = doorsSchema.parse({ requestBurst: 3, requestsPerMinute: 1 });
		visitors = new Visitors(settings, pino({ enabled: false }));
	});
	const enter = (remoteAddress: string, forwarded?: string) =>
		visitors.enter({
			socket: { remoteAddress },
			headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
		} as unknown as IncomingMessage);
	const floods = (address: string) => visitors.isFlooding(countingKey(address));
	const ask = (address: string, times: number) => {
		for (let request = 0; request < times; request++) enter(address);
	};

	it.each(['192.0.2.1', '2001:db8::1'])(
		'is one that goes on beyond twice its rate: %s',
		(address) => {
			ask(address, 5);
			expect(floods(address)).toBe(false);
			ask(address, 1);
			expect(floods(address)).toBe(true);
			expect(floods('192.0.2.2')).toBe(false);
		},
	);

	it('is none whose requests were genuine, for what others behind it may do', () => {
		enter('192.0.2.1').genuine();
		ask('192.0.2.1', 20);
		expect(floods('192.0.2.1')).toBe(false);
	});

	it('gains nothing by asking what anybody may ask', () => {
		for (let request = 0; request < 7; request++) {
			const visit = enter('192.0.2.1');
			expect(visit.isTooMuch).toBe(false);
			visit.unlimited();
		}
		expect(floods('192.0.2.1')).toBe(true);
	});

	it('is made by no genuine request', () => {
		for (let request = 0; request < 20; request++) enter('192.0.2.1').genuine();
		ask('192.0.2.1', 20);
		expect(floods('192.0.2.1')).toBe(false);
	});

	it.each(['10.1.2.3', '127.0.0.1', '172.20.0.1', '192.168.1.1', 'fd00::1', '::1'])(
		'is never a private one, which is a proxy or a watchdog: %s',
		(address) => {
			ask(address, 20);
			expect(floods(address)).toBe(false);
		},
	);
});
