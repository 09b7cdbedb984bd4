import { DeliveryFaults } from '../src/deliveryFaults';
import { PhoneLab, until } from './plivo/phoneLab';
import { eventually } from './ultravox/support/labUnderTest';
import { useLab } from './ultravox/support/socketWorld';
import { WebhookSink } from './ultravox/support/webhookSink';

describe('the faults of deliveries', () => {
	it('are used up in order, each for what it names', () => {
		const faults = new DeliveryFaults();
		const lost = faults.add({ what: 'hangup', lost: true, times: 1 });
		faults.add({ what: 'hangup', copies: 3, spacingMs: 20, delayMs: 5 });
		expect(faults.take('ring')).toEqual([0]);
		expect(faults.take('hangup')).toEqual([]);
		expect(faults.take('hangup')).toEqual([5, 25, 45]);
		expect(lost.hits).toBe(1);
		faults.clear();
		expect(faults.take('hangup')).toEqual([0]);
	});

	it('can be taken back', () => {
		const faults = new DeliveryFaults();
		faults.add({ what: 'hangup', lost: true }).remove();
		expect(faults.take('hangup')).toEqual([0]);
	});
});

describe('callbacks of Plivo', () => {
	let lab: PhoneLab;
	afterEach(async () => await lab.stop());

	async function hungUp(): Promise<void> {
		lab.answerWith('<Hangup/>');
		await lab.call().settled;
	}

	it('get lost', async () => {
		lab = await PhoneLab.start();
		lab.plivo.deliveryFaults.add({ what: 'hangup', lost: true });
		await hungUp();
		expect(lab.customer.at('/hangup')).toEqual([]);
		expect(lab.plivo.callbacks.find(({ purpose }) => purpose === 'hangup')?.attempts).toEqual([]);
	});

	it('come five times', async () => {
		lab = await PhoneLab.start();
		lab.plivo.deliveryFaults.add({ what: 'hangup', copies: 5 });
		await hungUp();
		await until(() => lab.customer.at('/hangup').length === 5);
		const bodies = new Set(lab.customer.at('/hangup').map(({ body }) => body));
		expect(bodies.size).toBe(1);
	});
});

describe('per-call callbacks of Ultravox', () => {
	const world = useLab({ webhookRetryMs: 20 });
	const sink = new WebhookSink();
	beforeEach(async () => await sink.start());
	afterEach(async () => await sink.close());

	async function ended(): Promise<void> {
		const ended = { url: sink.url('/ended'), secrets: ['a secret of the test'] };
		const { call } = await world.createSocketCall({ name: 'Ava' }, { callbacks: { ended } });
		call.end('unjoined');
	}

	it('get lost, are sent several times, and each copy is repeated until it is taken', async () => {
		const lost = world.lab.ultravox.deliveryFaults.add({
			what: 'call.ended',
			lost: true,
			times: 1,
		});
		await ended();
		await eventually(() => lost.hits === 1 || undefined, 'the lost delivery');
		expect(sink.received).toEqual([]);
		world.lab.ultravox.deliveryFaults.add({ what: 'call.ended', copies: 3, times: 1 });
		sink.statuses.push(409, 409);
		await ended();
		await sink.waitForEvents(5);
		await ended();
		await sink.waitForEvents(6);
		expect(sink.received).toHaveLength(6);
		expect(sink.received.every(({ signature }) => signature !== undefined)).toBe(true);
	});
});
