/** What stands on the buttons of a message. */

export type ButtonWording = { readonly acknowledge: string; readonly snoozeForAnHour: string };

export const englishButtons: ButtonWording = { acknowledge: 'Acknowledge', snoozeForAnHour: 'Snooze 1 h' };

export const frenchButtons: ButtonWording = {
  acknowledge: 'Prendre en charge',
  snoozeForAnHour: 'Sourdine 1\u00a0h',
};
