namespace McoaRouter;

/// <summary>What each <see cref="RouterNotice"/> says: the cause, then what to do.</summary>
public static class RouterNoticeText
{
    private static readonly string[] s_sentences =
    {
        "the home agent does not support bulk registration; each uplink is registered by itself",
        "the home agent ignores Binding Identifiers; only the preferred uplink is registered",
        "the home agent prohibits multiple care-of addresses; only the preferred uplink is registered",
        "the home agent serves no mobile routers; give another one in homeAgents",
        "the home agent refuses this router for good; check homeAddress and homeAgents",
        "the home agent refuses the prefixes; check mobileNetworkPrefixes and prefixMode against its account",
        "the home agent could not authenticate the router; check security.spi, key and identifier",
        "the router's clock was set by the home agent's",
        "the home agent does not answer",
        "no other home agent is known or found; what is known is tried on",
        "a binding without Binding Identifier was replaced at the home agent; is another router using this home address?",
        "home and foreign links must not be used at once; set returningHome to return or stay-away",
        "the home link's prefix is about to end; give the router a new homeAddress",
        "nothing comes back through an uplink's UDP tunnel; its binding is stated again, in case a NAT lost its mapping",
        "the home agent knows no flow bindings; packets for the vehicle take the preferred uplink",
        "the home agent refuses a flow binding; packets that the rule is about take the preferred uplink to the vehicle",
    };

    /// <summary>The sentence, without a full stop.</summary>
    public static string Of(RouterNotice notice)
    {
        return s_sentences[(int)notice];
    }
}
