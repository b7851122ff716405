package dev.coffer.it.hostile;

import dev.coffer.it.kit.Machine.Said;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.note.SignedNote;

/** An honest version under another author's name and signature. */
final class ChangedAuthor implements Attack {
  @Override
  public String title() {
    return "sign a version anew in another author's name";
  }

  @Override
  public String defence() {
    return "the author is a device of a member who may write, by the verified chain, and its signature covers everything";
  }

  @Override
  public Said attempt(Scene scene) throws Exception {
    scene.annaGoesOn();
    return scene.whileLying(
        scene.aboutPulls(
            Scene.vault(scene.bob.machine()),
            (asked, body) -> {
              Envelope honest = Envelope.parse(body.get("encryptedBlob").getAsString());
              body.addProperty("encryptedBlob", byTheLiar(scene, honest).format());
              return body;
            }),
        scene.bob,
        "pull");
  }

  private static Envelope byTheLiar(Scene scene, Envelope honest) {
    Manifest m = honest.manifest();
    Manifest changed =
        new Manifest(
            m.vault(),
            m.version(),
            m.parent(),
            m.epoch(),
            scene.liar.keyId(),
            m.time(),
            m.chain(),
            m.recipients(),
            m.sections());
    return new Envelope(SignedNote.sign(changed.text(), scene.liar), honest.sections());
  }
}
