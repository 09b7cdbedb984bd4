import { FirstOwners } from '../../src/call/firstOwners';

describe('who came first with a name', () => {
	it('is its owner, and stays it', () => {
		const owners = new FirstOwners(10);
		expect(owners.claim('call', 'first')).toBe(true);
		expect(owners.claim('call', 'second')).toBe(false);
		expect(owners.claim('call', 'first')).toBe(true);
		expect(owners.claim('another call', 'second')).toBe(true);
	});

	it('is forgotten when more names were asked for since', () => {
		const owners = new FirstOwners(2);
		for (const name of ['one', 'two', 'three']) owners.claim(name, 'first');
		expect(owners.claim('two', 'second')).toBe(false);
		expect(owners.claim('three', 'second')).toBe(false);
		expect(owners.claim('one', 'second')).toBe(true);
	});

	it('is remembered for as long as somebody asks for the name, who in vain does too', () => {
		const owners = new FirstOwners(2);
		owners.claim('asked for', 'first');
		for (let other = 0; other < 10; other++) {
			owners.claim(`other ${other}`, 'first');
			expect(owners.claim('asked for', 'second')).toBe(false);
		}
	});
});
