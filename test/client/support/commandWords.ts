/** Each command in words, by its name without the prefix; in the order of the page. What is said here a person reads. */
export const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Make an action': {
    newAction:
      'Asks what Intercom should do, for a name and for an event; writes a folder with the action, its templates and a sample event. Next: *Send Action* tries it in the sandbox.',
    importEvent:
      'Keeps the event on the clipboard as a sample of the action and chooses it: an event as JSON, the entry “Template Variables JSON” of Trace, a curl command, or the URL of a collect call. Next: *Preview Request*.',
    selectEvent:
      'Chooses the sample event whose values completion, preview and *Send Action* use. The event in the status bar, and the one above a template, do the same.',
  },
  'See what it sends': {
    previewRequest:
      'Shows beside the editor what a template prints, or the whole request of an action, as you type. Also above actions and body templates. Next: *Select Event* tries another event.',
    compareWith:
      'Shows a preview side by side with another one: for another event, as saved, or as last sent. Next: mend what differs in the template, which the preview follows.',
    showCounterexample:
      'Shows the event with which the finding at the cursor goes wrong, and what the template prints with it. Next: mend the template, or *Save as Sample Event*.',
    saveCounterexample:
      'Keeps the event of a counterexample as a sample, so that the tests meet it from now on. Next: add what should come of it under `expect` ([Testing](testing.md)).',
    copyAsCurl:
      'Copies the request for the chosen event and target as a command for a shell: with an environment variable where the token belongs, or ready to run against the sandbox with a made-up token. Next: paste it into a terminal.',
    exportPostman:
      'Saves actions as a Postman collection: a folder for each action, a request for each sample event, and a variable for the token. Next: import the file in Postman and give the variable a value.',
  },
  'Send it': {
    sendAction:
      'Sends the request of the action for the chosen event to the chosen target, and shows the answer in the results. Also above actions and body templates. Next: what is wrong is explained there, with its place.',
    selectTarget:
      'Chooses where sends go: the sandbox, or Intercom, of which the status bar then warns. Next: for Intercom, *Set Access Token*.',
    setAccessToken:
      'Keeps an access token in the secret storage of the editor, for this workspace or for all. Next: *Check* in the message says whose it is.',
    checkAccessToken: 'Asks Intercom whose token it is, and changes nothing there. Next: *Send Action*.',
    clearAccessToken:
      'Removes a token from the secret storage. Next: revoke it in Intercom if it may have become known.',
    startSandbox:
      'Starts the sandbox and says its address, where a browser shows what it has received. *Send Action* starts it anyway.',
    stopSandbox: 'Stops the sandbox, which forgets all that it was sent. The next send starts it empty.',
  },
  'Send many events': {
    replayEvents:
      'Sends a file with one event a line, or checks it in a dry run; see [Replay events](replay.md). Also above files of events and their actions. Next: the summary says what became of each.',
    pauseReplay: 'Lets what is under way end, and sends no more. Also in the status bar. Next: *Resume Replay*.',
    resumeReplay: 'Goes on after a pause. Also in the status bar.',
    cancelReplay: 'Ends the replay. *Replay Events…* on the same file offers to resume it.',
  },
  'See what came back': {
    showResults:
      'Brings the keyboard into the view *Results*; see [Results](results.md). Next: the arrow keys choose a send, Enter goes to its tabs.',
    showTrace: 'Opens the log of all sends in the words of Tealium’s Trace.',
    clearHistory: 'Empties the history of the results. *Undo* in the message brings it back.',
    sendAgain: 'Sends the same action and event once more, as the files are now, to the target chosen now.',
    compareSend: 'Shows the body of an answer side by side with that of another send.',
    copySendAsCurl: 'Copies a request as it was sent, with an environment variable where the token stood.',
    removeSend: 'Removes one send from the history.',
  },
  'Bring it to Tealium': {
    showTealiumSetup:
      'Opens *Tealium Setup*: every field of the form in its order, with a button that copies it and a tick for what is done. Next: paste what Tealium shows to see whether it is what the files say.',
  },
  'When something is stuck': {
    restartLanguageServer:
      'Restarts what checks and completes. Next: if that does not help, *Output: Intercom Webhook* says what went wrong.',
  },
};
