import { id } from '../../descriptor/fields';

export const endpointId = id('Endpoint ID', 'The ID of the push endpoint, from Push Endpoint: Create or Get Many');
