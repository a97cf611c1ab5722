import { id, instant, locator } from '../../descriptor/fields';
import { providers } from '../../lists/locatable';

export const visitId = id('Visit ID', 'The ID of the visit, a number, from Visit: Create or Visit: Get Many. Never invent one.', 'e.g. 70001');

export const start = instant('Start', 'When the appointment begins: the start of a free slot from Availability');

export const end = instant('End', 'When the appointment ends: the end of the same slot');

export const chosenProvider = locator('Provider', providers, 'The provider who will see the patient');
