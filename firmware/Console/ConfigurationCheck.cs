using System;
using System.Collections;
using System.Text;
using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>
/// A configuration as it would be stored, read by the same reader that reads it at the next start: what is wrong with
/// it is found before it is run.
/// </summary>
internal sealed class ConfigurationCheck
{
    // The writer's own ends.
    private const int Spare = 64;

    private ConfigurationCheck()
    {
    }

    /// <summary>All that is wrong.</summary>
    internal readonly FaultList Faults = new FaultList();

    /// <summary>The text as a tree, or null where there are faults.</summary>
    internal Hashtable Root;

    /// <summary>The settings, or null where there are faults.</summary>
    internal RouterSettings Settings;

    /// <summary>The text as it is stored, UTF-8; null where it is too large.</summary>
    internal byte[] Text;

    /// <summary>Checks a tree.</summary>
    internal static ConfigurationCheck Of(Hashtable root, IConsoleBoard board)
    {
        ConfigurationCheck check = new ConfigurationCheck();
        Secrets.FindUnkept(root, string.Empty, check.Faults);
        JsonWriter writer = new JsonWriter(ConsoleLimits.ConfigurationOctets + Spare, false);
        Tree.Write(writer, null, root, false);
        if (writer.Overflowed || writer.Length > ConsoleLimits.ConfigurationOctets)
        {
            check.Faults.Add(FaultList.Root, TooLarge());
            return check;
        }

        byte[] text = new byte[writer.Length];
        Array.Copy(writer.Buffer, 0, text, 0, text.Length);
        check.Text = text;
        check.Read(board);
        return check;
    }

    /// <summary>Checks a text.</summary>
    internal static ConfigurationCheck Of(byte[] text, IConsoleBoard board)
    {
        ConfigurationCheck check = new ConfigurationCheck();
        check.Text = text;
        check.Read(board);
        return check;
    }

    /// <summary>What a configuration that is too large for the store has as fault.</summary>
    internal static string TooLarge()
    {
        return "has more than " + ConsoleLimits.ConfigurationOctets.ToString()
            + " octets; take out what the router can do without";
    }

    private void Read(IConsoleBoard board)
    {
        object root;
        string error;
        if (!JsonText.TryParse(Encoding.UTF8.GetString(Text, 0, Text.Length), out root, out error))
        {
            Faults.Add(FaultList.PathOf(error), FaultList.MessageOf(error));
            return;
        }

        RouterSettingsResult result = RouterSettingsReader.ReadTree(root);
        Faults.AddAll(result);
        if (Faults.Count > 0)
        {
            return;
        }

        string missing = board.CheckDevices(result.Settings);
        if (missing != null)
        {
            Faults.Add(FaultList.PathOf(missing), FaultList.MessageOf(missing));
            return;
        }

        Root = (Hashtable)root;
        Settings = result.Settings;
    }
}
