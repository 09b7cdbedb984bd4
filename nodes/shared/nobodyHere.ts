import type { XmlElement } from './plivoXml';
import { hangup, speak } from './plivoXml';

const NOBODY_HERE = 'We are sorry, nobody can talk with you at the moment. Goodbye.';
const ENGLISH = { voice: 'WOMAN', language: 'en-US' };

/** What a person hears for whom there is no agent; then the call ends. */
export const nobodyHere = (): XmlElement[] => [speak(NOBODY_HERE, ENGLISH), hangup()];
