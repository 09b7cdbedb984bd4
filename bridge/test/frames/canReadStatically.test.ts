import { canReadStatically } from '../../src/frames/canReadStatically';

describe('the test of what Node and the system can', () => {
	it('is passed by this Node', async () => {
		expect(await canReadStatically()).toBe(true);
	});
});
