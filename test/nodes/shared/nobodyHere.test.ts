import { nobodyHere } from '../../../nodes/shared/nobodyHere';
import { plivoResponse } from '../../../nodes/shared/plivoXml';

test('a person for whom there is no agent hears a sentence, and then the call ends', () => {
	expect(plivoResponse(...nobodyHere())).toMatch(
		/<Response><Speak voice="WOMAN" language="en-US">We are sorry, nobody can talk with you at the moment\. Goodbye\.<\/Speak><Hangup\/><\/Response>$/,
	);
});
