import type { ConnectRefusal, Ledger } from '../../src/call/callLedger';
import { LastingLedger } from '../../src/call/lastingLedger';

/** Two ledgers in one: that of the process, and what is on disk. */
const ledgerWith = ({
	refused,
	isFirst = true,
	onDisk = false,
}: {
	refused?: ConnectRefusal;
	isFirst?: boolean;
	onDisk?: boolean;
}) => {
	const process = {
		connect: jest.fn(async () => await Promise.resolve(refused)),
		spend: jest.fn(async () => await Promise.resolve(isFirst)),
		disown: jest.fn(),
		claim: jest.fn(() => true),
	} satisfies Ledger;
	const disk = {
		has: jest.fn(async () => await Promise.resolve(onDisk)),
		add: jest.fn(async () => await Promise.resolve(!onDisk)),
	};
	return { process, disk, ledger: new LastingLedger(process, disk) };
};

describe('a ledger whose spent tokens are on disk too', () => {
	it('takes a connect that neither has seen', async () => {
		const { ledger, process, disk } = ledgerWith({});
		expect(await ledger.connect('call')).toBeUndefined();
		expect(process.connect).toHaveBeenCalledWith('call');
		expect(disk.has).toHaveBeenCalledWith('call');
	});

	it.each(['spent', 'too-many-connects'] as const)(
		'refuses what the process refuses as %s, without asking the disk',
		async (refused) => {
			const { ledger, disk } = ledgerWith({ refused });
			expect(await ledger.connect('call')).toBe(refused);
			expect(disk.has).not.toHaveBeenCalled();
		},
	);

	it('refuses a call that was spent before this process began', async () => {
		const { ledger } = ledgerWith({ onDisk: true });
		expect(await ledger.connect('call')).toBe('spent');
		expect(await ledger.spend('call')).toBe(false);
	});

	it('spends a call in both', async () => {
		const { ledger, process, disk } = ledgerWith({});
		expect(await ledger.spend('call')).toBe(true);
		expect(process.spend).toHaveBeenCalledWith('call');
		expect(disk.add).toHaveBeenCalledWith('call');
	});

	it('notes nothing on disk when the process had it already', async () => {
		const { ledger, disk } = ledgerWith({ isFirst: false });
		expect(await ledger.spend('call')).toBe(false);
		expect(disk.add).not.toHaveBeenCalled();
	});

	it('leaves the rest to the process', () => {
		const { ledger, process } = ledgerWith({});
		ledger.disown('call');
		expect(process.disown).toHaveBeenCalledWith('call');
		expect(ledger.claim('name', 'owner')).toBe(true);
		expect(process.claim).toHaveBeenCalledWith('name', 'owner');
		process.claim.mockReturnValue(false);
		expect(ledger.claim('name', 'other')).toBe(false);
	});
});
