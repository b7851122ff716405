package dev.coffer.client.keychain;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The Windows Credential Manager through PowerShell, which calls {@code CredWriteW}, {@code
 * CredReadW} and {@code CredDeleteW}. The script is an argument and holds no secret; the secret is
 * one line of standard input, since PowerShell logs scripts when it is told to.
 */
final class WindowsKeychain implements Keychain {
  static final String KIND = "windows";
  static final String TOOL = "powershell.exe";

  /** Exit code of our script for Win32's {@code ERROR_NOT_FOUND}. */
  private static final int NOT_FOUND = 44;

  private static final byte[] NO_INPUT = {};

  private static final String API =
      """
      $ErrorActionPreference = 'Stop'
      Add-Type -TypeDefinition @'
      using System;
      using System.Runtime.InteropServices;
      public static class CofferCredentials {
        [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
        public struct Credential {
          public int Flags; public int Type; public string Target; public string Comment;
          public long LastWritten; public int BlobSize; public IntPtr Blob; public int Persist;
          public int AttributeCount; public IntPtr Attributes; public string Alias; public string User;
        }
        [DllImport("advapi32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
        static extern bool CredWriteW(ref Credential credential, int flags);
        [DllImport("advapi32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
        static extern bool CredReadW(string target, int type, int flags, out IntPtr credential);
        [DllImport("advapi32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
        static extern bool CredDeleteW(string target, int type, int flags);
        [DllImport("advapi32.dll")]
        static extern void CredFree(IntPtr buffer);
        static int Code() { return Marshal.GetLastWin32Error() == 1168 ? 44 : 1; }
        public static int Write(string target, string text) {
          byte[] blob = System.Text.Encoding.ASCII.GetBytes(text);
          IntPtr memory = Marshal.AllocHGlobal(blob.Length);
          try {
            Marshal.Copy(blob, 0, memory, blob.Length);
            Credential c = new Credential();
            c.Type = 1; c.Persist = 2; c.Target = target; c.User = "coffer";
            c.BlobSize = blob.Length; c.Blob = memory;
            return CredWriteW(ref c, 0) ? 0 : Code();
          } finally { Marshal.FreeHGlobal(memory); }
        }
        public static int Read(string target) {
          IntPtr memory;
          if (!CredReadW(target, 1, 0, out memory)) { return Code(); }
          try {
            Credential c = (Credential) Marshal.PtrToStructure(memory, typeof(Credential));
            byte[] blob = new byte[c.BlobSize];
            Marshal.Copy(c.Blob, blob, 0, c.BlobSize);
            Console.Out.Write(System.Text.Encoding.ASCII.GetString(blob));
            return 0;
          } finally { CredFree(memory); }
        }
        public static int Delete(string target) { return CredDeleteW(target, 1, 0) ? 0 : Code(); }
      }
      '@
      """;

  private final Subprocess subprocess;
  private final String tool;

  WindowsKeychain(Subprocess subprocess, String tool) {
    this.subprocess = subprocess;
    this.tool = tool;
  }

  @Override
  public Optional<MachineKey> find(KeychainAccount account) {
    Subprocess.Result result = run("Read('" + target(account) + "')", NO_INPUT);
    if (result.exitCode() == NOT_FOUND) {
      return Optional.empty();
    }
    requireSuccess(result);
    MachineKey key = KeyText.read(result.output(), "the Credential Manager");
    Arrays.fill(result.output(), (byte) 0);
    return Optional.of(key);
  }

  @Override
  public void store(KeychainAccount account, MachineKey key) {
    byte[] text = KeyText.write(key);
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    try {
      requireSuccess(
          run("Write('" + target(account) + "', [Console]::In.ReadLine().Trim())", line));
    } finally {
      Arrays.fill(text, (byte) 0);
      Arrays.fill(line, (byte) 0);
    }
    Stored.requireReadBack(this, account, key);
  }

  @Override
  public void delete(KeychainAccount account) {
    Subprocess.Result result = run("Delete('" + target(account) + "')", NO_INPUT);
    if (result.exitCode() != NOT_FOUND) {
      requireSuccess(result);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  private static String target(KeychainAccount account) {
    return Stored.SERVICE + ":" + account;
  }

  private Subprocess.Result run(String call, byte[] input) {
    String script = API + "exit [CofferCredentials]::" + call + "\n";
    String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE));
    return subprocess.run(
        List.of(tool, "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded), input);
  }

  private static void requireSuccess(Subprocess.Result result) {
    if (!result.succeeded()) {
      throw new ClientException.KeychainUnusable(
          "the Credential Manager refused (exit code " + result.exitCode() + ")",
          "sign in to Windows with your own account, or set COFFER_KEYCHAIN=file",
          null);
    }
  }
}
