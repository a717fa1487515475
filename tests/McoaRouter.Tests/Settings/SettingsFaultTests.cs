using System.Collections;
using McoaRouter.Settings;

namespace McoaRouter.Tests;

/// <summary>Faults in their parts, configurations that were parsed before, and which members are secrets.</summary>
[TestClass]
public class SettingsFaultTests
{
    [TestMethod]
    public void Fault_has_its_path_and_its_message_apart()
    {
        RouterSettingsResult result = RouterSettingsReader.Read(
            Configurations.WithUplinks("{\"name\":\"a\",\"bid\":1,\"priority\":1,\"link\":\"wifi\",\"ssid\":\"\"}"));
        Assert.AreEqual(1, result.FaultPaths.Length);
        Assert.AreEqual("uplinks[0].ssid", result.FaultPaths[0]);
        Assert.AreEqual("has 0 characters, not 1..32; give the network's name, 1..32 characters", result.FaultMessage(0));
        Assert.AreEqual(result.Faults[0], result.FaultPaths[0] + ": " + result.FaultMessage(0));
    }

    [TestMethod]
    public void Text_that_is_no_configuration_is_at_fault_as_a_whole()
    {
        Assert.AreEqual("configuration", RouterSettingsReader.Read("{").FaultPaths[0]);
        Assert.AreEqual("is empty; write a JSON object", RouterSettingsReader.Read(string.Empty).FaultMessage(0));
        Assert.AreEqual("is a list, not an object; write { ... } around it", RouterSettingsReader.Read("[]").FaultMessage(0));
    }

    [TestMethod]
    public void Faults_that_are_not_kept_are_at_the_whole()
    {
        Hashtable root = new Hashtable();
        for (int i = 0; i < SettingsFaults.Capacity; i++)
        {
            root.Add("k" + i.ToString(), null);
        }

        RouterSettingsResult result = RouterSettingsReader.ReadTree(root);
        Assert.AreEqual(SettingsFaults.Capacity + 1, result.FaultPaths.Length);
        Assert.AreEqual("version", result.FaultPaths[0]);
        Assert.AreEqual("configuration", result.FaultPaths[SettingsFaults.Capacity]);
    }

    [TestMethod]
    public void Tree_is_read_like_its_text()
    {
        object root;
        string error;
        Assert.IsTrue(JsonText.TryParse(Configurations.Documented, out root, out error));
        int members = ((Hashtable)root).Count;
        Assert.AreEqual("bus-17", RouterSettingsReader.ReadTree(root).Settings.Name);
        Assert.AreEqual(members, ((Hashtable)root).Count);
        ((Hashtable)root)["version"] = 2L;
        RouterSettingsResult result = RouterSettingsReader.ReadTree(root);
        Assert.IsNull(result.Settings);
        Assert.AreEqual("version", result.FaultPaths[0]);
        Assert.AreEqual("configuration", RouterSettingsReader.ReadTree(null).FaultPaths[0]);
    }

    [TestMethod]
    public void Schema_may_be_named_by_a_text()
    {
        _ = Configurations.Accepts(Configurations.With(",\"$schema\":\"router.schema.json\""));
        Configurations.Refuses(
            Configurations.With(",\"$schema\":1"),
            "$schema: is a number, not a text", "name the JSON Schema for an editor, or leave it out");
    }

    [TestMethod]
    public void Secrets_are_known_by_their_names()
    {
        Assert.IsTrue(SecretMembers.Is("key"));
        Assert.IsTrue(SecretMembers.Is("passphrase"));
        Assert.IsTrue(SecretMembers.Is("pin"));
        Assert.IsTrue(SecretMembers.Is("password"));
        Assert.IsFalse(SecretMembers.Is("name"));
        Assert.IsFalse(SecretMembers.Is(string.Empty));
    }
}
