using System;
using McoaRouter.Consoles;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The device prints an enum as a number, so the names stand in a table, which must keep up with the enum.</summary>
[TestClass]
public sealed class RefusalNamesTests
{
    [TestMethod]
    public void Every_Refusal_Has_Its_Own_Name()
    {
        foreach (Refusal reason in Enum.GetValues<Refusal>())
        {
            if (reason != Refusal.Count)
            {
                string name = reason.ToString();
                Assert.AreEqual(char.ToLowerInvariant(name[0]) + name[1..], RefusalNames.Of(reason));
            }
        }
    }

    [TestMethod]
    public void Every_Notice_Has_Its_Own_Name_And_Sentence()
    {
        foreach (RouterNotice notice in Enum.GetValues<RouterNotice>())
        {
            if (notice != RouterNotice.Count)
            {
                string name = notice.ToString();
                Assert.AreEqual(char.ToLowerInvariant(name[0]) + name[1..], RouterNoticeNames.Of(notice));
                Assert.IsGreaterThan(20, RouterNoticeText.Of(notice).Length);
            }
        }
    }
}
